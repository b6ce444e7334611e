namespace EdaKit.ContractGate.Checks;

/// <summary>What was found as a compiler writes it: in one line, which builds and editors read.</summary>
internal static class CompilerLine
{
    /// <summary>A finding.</summary>
    public static string Of(GateFinding finding) => OneLine($"{finding}");

    /// <summary>That the gate could not look at all.</summary>
    public static string OfGate(string reason) => OneLine($"edakit : error {GateRules.NotChecked}: {reason}");

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
