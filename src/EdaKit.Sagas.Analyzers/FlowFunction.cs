using Microsoft.CodeAnalysis;

namespace EdaKit.Sagas.Analyzers;

/// <summary>A function that a flow calls while it handles a message.</summary>
/// <param name="name">The method of the flow or step that takes it.</param>
/// <param name="code">The lambda, or the name of a method.</param>
internal sealed class FlowFunction(string name, IOperation code)
{
    public string Name => name;

    public IOperation Code => code;
}
