using System.Globalization;
using Samples.Hosting;

namespace Retail.Host.Work;

/// <summary>
/// How long services pretend to work, over and above what they really do: a call to a bank, a mail server, a slow old system. With it the
/// shop can be made as slow as the one of the case.
/// </summary>
internal sealed class WorkingTimes
{
    /// <summary>The name that stands for the API's own work on an order, before it stores it.</summary>
    public const string Api = "api";

    private readonly IReadOnlyDictionary<string, TimeSpan> _times;

    public WorkingTimes(IReadOnlyDictionary<string, TimeSpan> times) => _times = times;

    public static WorkingTimes None { get; } = new(new Dictionary<string, TimeSpan>());

    /// <summary>How long the service works over each message, or the API over each request; zero where nothing is said.</summary>
    public TimeSpan Of(string name) => _times.GetValueOrDefault(name);

    /// <summary>Reads what --work says, for example <c>api=60,billing=40</c>, in milliseconds.</summary>
    /// <exception cref="OperatorException">It cannot be read.</exception>
    public static WorkingTimes Parse(string text, IReadOnlyCollection<string> services)
    {
        var times = new Dictionary<string, TimeSpan>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var name, var milliseconds]
                || !int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                || !(name == Api || services.Contains(name)))
            {
                throw new OperatorException($"'{part}' is not a working time. Write NAME=MILLISECONDS, where NAME is "
                    + $"{Api} or one of {string.Join(", ", services)}.");
            }

            times[name] = TimeSpan.FromMilliseconds(time);
        }

        return new WorkingTimes(times);
    }

    /// <summary>The way <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(
        ',', _times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Key}={time.Value.TotalMilliseconds:0}")));
}
