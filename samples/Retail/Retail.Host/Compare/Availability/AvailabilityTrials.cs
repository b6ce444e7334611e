using Retail.Before;
using Retail.Host.Services;

namespace Retail.Host.Compare.Availability;

/// <summary>
/// Both shops under the same failures, in no time at all: every call of a service, and every call of the order API's own store, fails with
/// the same probability. Nothing sleeps and nothing is stored, so a million orders are a matter of a moment, and the same seed gives the
/// same result everywhere.
/// </summary>
/// <remarks>
/// The before is given the benefit of the doubt: what it undoes is undone at once. The after tries a delivery again as the embedded shop
/// does, and what fails at every attempt counts as lost, although it would wait in an error queue. A failure here has no duration, so
/// this says nothing about an outage: that is what the run with billing down is for.
/// </remarks>
internal sealed class AvailabilityTrials
{
    /// <summary>How often a delivery is tried.</summary>
    private static readonly int Attempts = Retries.AttemptsOfTheEmbeddedShop;

    private static readonly int Services = ServiceNames.InOrder.Count;

    private readonly Random _random;
    private readonly double _failureRate;

    private AvailabilityTrials(int seed, double failureRate) => (_random, _failureRate) = (new Random(seed), failureRate);

    /// <summary>Runs the trials.</summary>
    /// <param name="trials">How many orders each shop is sent.</param>
    /// <param name="failureRate">The probability that a call fails, from 0 to 1.</param>
    /// <param name="seed">The same seed gives the same result.</param>
    public static AvailabilityResult Run(int trials, double failureRate, int seed)
    {
        var run = new AvailabilityTrials(seed, failureRate);
        var (before, after) = (new TrialTally(), new TrialTally());
        for (var i = 0; i < trials; i++)
        {
            run.Before(before);
            run.After(after);
        }

        return new AvailabilityResult(trials, failureRate, before, after);
    }

    /// <summary>The store, then the services one after the other; the first that fails ends it.</summary>
    private void Before(TrialTally tally)
    {
        if (Fails())
        {
            tally.Refused++;
            return;
        }

        for (var done = 0; done < Services; done++)
        {
            if (!Fails())
                continue;
            if (done == 0)
                tally.Refused++;
            else
                tally.Cancelled++;
            return;
        }

        tally.Taken++;
    }

    /// <summary>The store alone decides whether an order is taken; what the services fail at is tried again.</summary>
    private void After(TrialTally tally)
    {
        if (Fails())
        {
            tally.Refused++;
            return;
        }

        var (retries, lost) = (0, false);
        for (var service = 0; service < Services; service++)
        {
            var failures = FailuresOfADelivery();
            lost |= failures == Attempts;
            retries += Math.Min(failures, Attempts - 1);
        }

        tally.Retries += retries;
        if (lost)
        {
            tally.Lost++;
            return;
        }

        tally.Taken++;
        if (retries > 0)
            tally.Delayed++;
    }

    private int FailuresOfADelivery()
    {
        var failures = 0;
        while (failures < Attempts && Fails())
            failures++;
        return failures;
    }

    private bool Fails() => _random.NextDouble() < _failureRate;
}
