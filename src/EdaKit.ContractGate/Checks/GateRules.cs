using EdaKit.ContractGate.Compatibility;

namespace EdaKit.ContractGate.Checks;

/// <summary>The ids of the rules. <c>docs/contract-rules.md</c> says more of each; a test compares the two.</summary>
internal static class GateRules
{
    public const string NotChecked = "EDA1100";
    public const string NotRecorded = "EDA1101";
    public const string RecordIsOld = "EDA1102";
    public const string NoWay = "EDA1103";
    public const string NoSample = "EDA1104";
    public const string WayFails = "EDA1105";
    public const string NotReadByOlder = "EDA1106";
    public const string SampleIsNone = "EDA1107";
    public const string ContractGone = "EDA1108";
    public const string NewestGone = "EDA1109";
    public const string EnumRenumbered = "EDA1110";
    public const string Opaque = "EDA1111";
    public const string DeprecationUnreadable = "EDA1112";
    public const string DeprecationIsOver = "EDA1113";
    public const string OneProperty = "EDA2001";
    public const string RowChanges = "EDA2002";
    public const string MostlyNullable = "EDA2003";
    public const string ManyContracts = "EDA2004";
    public const string LongChain = "EDA2005";
    public const string Branch = "EDA2006";

    /// <summary>Every rule about how two versions differ has the number of its kind, from EDA1001 on.</summary>
    public static string Of(FindingKind kind) => $"EDA{1000 + (int)kind}";
}
