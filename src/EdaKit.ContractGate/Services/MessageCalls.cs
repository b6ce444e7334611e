using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Services;

/// <summary>
/// Tells which calls of generic methods send and receive: <c>Publish&lt;T&gt;</c> and its like, the builders of step sagas, and methods of the service or of assemblies
/// beside it that hand their own type on to one of them.
/// </summary>
internal sealed class MessageCalls
{
    private const string Steps = "EdaKit.Sagas.Steps.";

    private static readonly HashSet<string> SendingMethods =
    [
        "Publish", "PublishAsync", "PublishBatch", "Send", "SendAsync", "SendBatch", "SchedulePublish", "ScheduleSend", "FuturePublish", "FutureSend", "Respond", "RespondAsync",
        "Request",
    ];

    private static readonly string[] SendingSteps = ["Command", "Compensate", "WhenCompleted", "WhenCompensated"];
    private static readonly string[] ReceivingSteps = ["Flow", "EarlierFlow", "Success", "Failure", "Compensate"];
    private static readonly string[] Frameworks = ["EdaKit.", "MassTransit", "Microsoft.", "System.", "netstandard", "mscorlib"];

    private readonly AssemblyCode _code;

    /// <summary>By type and name, which of their own types methods hand on.</summary>
    private readonly Dictionary<(string Type, string Name), HashSet<int>> _wrappers;

    private MessageCalls(AssemblyCode code, Dictionary<(string, string), HashSet<int>> wrappers)
    {
        _code = code;
        _wrappers = wrappers;
    }

    /// <summary>Those of an assembly.</summary>
    /// <param name="code">The assembly.</param>
    /// <param name="folder">Where it lies, with what it needs.</param>
    public static MessageCalls Of(AssemblyCode code, string folder) => Of(code, folder, [], []);

    /// <summary>What a call sends.</summary>
    public IEnumerable<TypeName> SentBy(MethodSpecification call)
    {
        var method = _code.NameOfMethod(call.Method);
        var types = call.DecodeSignature(_code.Names, null);

        if (IsOfSteps(method.Type))
            return SendingSteps.Contains(method.Name) ? [types[0]] : [];

        if (_wrappers.TryGetValue(method, out var handedOn))
            return handedOn.Where(index => index < types.Length).Select(index => types[index]);

        // In state machines the saga and what it received come first; of a request, the answer comes last.
        return SendingMethods.Contains(method.Name) ? [types[Math.Max(0, types.Length - (method.Name == "Request" ? 2 : 1))]] : [];
    }

    /// <summary>What a call of a step saga's builders has the saga receive.</summary>
    public IEnumerable<TypeName> ReceivedBy(MethodSpecification call)
    {
        var method = _code.NameOfMethod(call.Method);
        return IsOfSteps(method.Type) && ReceivingSteps.Contains(method.Name) ? [call.DecodeSignature(_code.Names, null)[^1]] : [];
    }

    private static bool IsOfSteps(string type) => type.StartsWith(Steps, StringComparison.Ordinal);

    private static MessageCalls Of(AssemblyCode code, string folder, Dictionary<(string, string), HashSet<int>> wrappers, HashSet<string> read)
    {
        foreach (var reference in code.Metadata.AssemblyReferences)
        {
            var name = code.Metadata.GetString(code.Metadata.GetAssemblyReference(reference).Name);
            var path = Path.Combine(folder, $"{name}.dll");
            if (Frameworks.Any(start => name.StartsWith(start, StringComparison.Ordinal)) || !read.Add(name) || !File.Exists(path))
                continue;

            using var file = new PEReader(File.OpenRead(path));
            Of(new AssemblyCode(file), folder, wrappers, read);
        }

        var calls = new MessageCalls(code, wrappers);
        calls.FindWrappers();
        return calls;
    }

    /// <summary>Until nothing more is found, since one may call another. Each round finds at least one of a bounded number.</summary>
    private void FindWrappers()
    {
        var generic = _code.Metadata.MethodDefinitions.Where(method => _code.Metadata.GetMethodDefinition(method).GetGenericParameters().Count > 0).ToList();

        while (generic.Any(AddHandedOn))
        {
        }
    }

    private bool AddHandedOn(MethodDefinitionHandle method)
    {
        var ownTypes = _code.Metadata.GetMethodDefinition(method).GetGenericParameters().Count;
        var sent = _code.GenericCallsIn(method).SelectMany(SentBy).Select(type => TypeNames.IndexOfMethodParameter(type))
            .Concat(_code.StateMachinesOf(method).SelectMany(machine => SentIn(machine, ownTypes)))
            .OfType<int>().ToList();

        if (sent.Count == 0)
            return false;

        var key = _code.NameOfMethod(method);
        if (!_wrappers.TryGetValue(key, out var known))
            _wrappers[key] = known = [];

        var before = known.Count;
        known.UnionWith(sent);
        return known.Count > before;
    }

    /// <summary>The class that an asynchronous method becomes has the types of its outer class first, and then the method's.</summary>
    private IEnumerable<int?> SentIn(MethodDefinitionHandle machine, int ownTypes)
    {
        var types = _code.Metadata.GetTypeDefinition(_code.Metadata.GetMethodDefinition(machine).GetDeclaringType()).GetGenericParameters().Count;
        return _code.GenericCallsIn(machine).SelectMany(SentBy).Select(type => TypeNames.IndexOfTypeParameter(type) - (types - ownTypes)).Where(index => index >= 0);
    }
}
