namespace EdaKit.Tracing.Explaining;

/// <summary>Which of several verdicts tells most: what somebody must mend before what takes its time, and that before what is only missing.</summary>
internal static class Severity
{
    private static readonly FlowVerdictCode[] Order =
    [
        FlowVerdictCode.VersionOutOfReach, FlowVerdictCode.ConsumerFailed, FlowVerdictCode.Parked, FlowVerdictCode.SagaParked, FlowVerdictCode.HeldInLane, FlowVerdictCode.InOutbox,
        FlowVerdictCode.DroppedAsDuplicate, FlowVerdictCode.SagaIgnored, FlowVerdictCode.NotRouted, FlowVerdictCode.InErrorQueue, FlowVerdictCode.InQueue, FlowVerdictCode.NotConsumed, FlowVerdictCode.Scheduled, FlowVerdictCode.OnItsWay,
        FlowVerdictCode.SagaWaiting, FlowVerdictCode.RanWithoutSending, FlowVerdictCode.NeverSent, FlowVerdictCode.Happened, FlowVerdictCode.Healthy, FlowVerdictCode.UnknownKey,
    ];

    public static int Of(FlowVerdict verdict) => Array.IndexOf(Order, verdict.Code);

    /// <summary>Whether nothing is wrong: it takes its time.</summary>
    public static bool IsPatient(FlowVerdict verdict) => verdict.Code is FlowVerdictCode.Scheduled or FlowVerdictCode.OnItsWay or FlowVerdictCode.SagaWaiting;
}
