using System.Runtime.CompilerServices;

namespace EdaKit.ContractGate.Schemas;

/// <summary>What a proof or a validation may still cost. Who finds it empty gives up and says that nothing is decided.</summary>
internal sealed class WorkBudget(int steps = SchemaLimits.Steps)
{
    private int _left = steps;

    public bool IsEmpty => _left <= 0;

    /// <summary>Takes <paramref name="steps"/>. False: there are none left, or no room on the stack to go deeper.</summary>
    public bool Spend(int steps = 1)
    {
        if (_left <= 0)
            return false;

        _left -= steps;

        // A stack that overflows takes the process with it, and no bound on steps says how deep they are nested.
        return RuntimeHelpers.TryEnsureSufficientExecutionStack();
    }
}
