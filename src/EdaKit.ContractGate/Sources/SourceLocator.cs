using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Sources;

/// <summary>Finds the source of a type, from the debug information that the compiler left: beside the assembly, or in it.</summary>
internal sealed class SourceLocator : IDisposable
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly PEReader? _assembly;
    private readonly MetadataReaderProvider? _provider;
    private readonly MetadataReader? _symbols;

    private SourceLocator(PEReader? assembly, MetadataReaderProvider? provider)
    {
        (_assembly, _provider, _symbols) = (assembly, provider, provider?.GetMetadataReader());
    }

    /// <summary>Opens the debug information of an assembly; without any, nothing is found.</summary>
    public static SourceLocator Open(Assembly assembly)
    {
        if (!File.Exists(assembly.Location))
            return new(null, null);

        var file = new PEReader(File.OpenRead(assembly.Location));
        return file.TryOpenAssociatedPortablePdb(assembly.Location, path => File.Exists(path) ? File.OpenRead(path) : null, out var symbols, out _)
            ? new(file, symbols)
            : new(file, null);
    }

    /// <summary>Where the member is to which a path leads, or the class in which it ends; null where that is not known.</summary>
    public SourceLocation? Find(Type type, string path = "")
    {
        var (owner, member) = MemberPath.Follow(type, path);

        if (_symbols is null || (FirstLine(owner) ?? Declaration(owner)) is not var (file, line))
            return null;

        return File.Exists(file) ? SourceText.Find(file, line, owner, member) : new(file, line, 1);
    }

    public void Dispose()
    {
        _provider?.Dispose();
        _assembly?.Dispose();
    }

    /// <summary>The first line that the compiler made code of: in or just below the type's declaration.</summary>
    private (string File, int Line)? FirstLine(Type type)
    {
        var points =
            from method in type.GetMembers(Declared).OfType<MethodBase>()
            let information = _symbols!.GetMethodDebugInformation(((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)).ToDebugInformationHandle())
            from point in information.GetSequencePoints()
            where !point.IsHidden && !point.Document.IsNil
            orderby point.StartLine
            select (File: NameOf(point.Document), Line: point.StartLine);

        return points.Cast<(string, int)?>().FirstOrDefault();
    }

    /// <summary>Where a type is declared of which there is no code: an interface, an enum.</summary>
    private (string File, int Line)? Declaration(Type type)
    {
        var lines =
            from document in _symbols!.Documents
            let file = NameOf(document)
            where File.Exists(file)
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where SourceText.Declares(line.Text, type)
            select (file, line.Number);

        return lines.Cast<(string, int)?>().FirstOrDefault();
    }

    private string NameOf(DocumentHandle document) => _symbols!.GetString(_symbols.GetDocument(document).Name);
}
