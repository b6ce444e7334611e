using System.Data.Common;
using System.Globalization;
using EdaKit.EntityFrameworkCore.Dialects;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Parameters of one command of which equal values share one. For SQLite, which looks for each of them from the first one on: what rows take grows with the square
/// of their parameters, and those of one save are alike in most columns.
/// </summary>
internal sealed class SharedParameters(DbCommand command)
{
    private readonly Dictionary<object, string> _names = [];

    /// <summary>The parameter with a value, as a statement names it. Where there is none it is added.</summary>
    public string NameOf(object? value)
    {
        value ??= DBNull.Value;
        if (_names.TryGetValue(value, out var known))
            return known;

        var parameter = command.AddParameter(string.Create(CultureInfo.InvariantCulture, $"eda_{_names.Count}"), value);
        return _names[value] = $"@{parameter.ParameterName}";
    }
}
