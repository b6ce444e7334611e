using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace EdaKit.ContractGate.Publication;

/// <summary>What the authors of contracts wrote above them, from the XML file beside the assembly.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the file beside an assembly; where there is none, nothing is said.</summary>
    /// <exception cref="ContractGateException">The file is no XML.</exception>
    public static XmlDocumentation Beside(string assemblyPath)
    {
        var file = Path.ChangeExtension(assemblyPath, ".xml");
        if (!File.Exists(file))
            return new([]);

        try
        {
            return new(XDocument.Load(file).Descendants("member").Where(member => member.Attribute("name") is not null)
                .DistinctBy(member => member.Attribute("name")!.Value).ToDictionary(member => member.Attribute("name")!.Value));
        }
        catch (XmlException error)
        {
            throw new ContractGateException($"'{file}' is no XML documentation: {error.Message} Build the contracts again.", error);
        }
    }

    /// <summary>The summary of a type; null where it has none.</summary>
    public string? Of(Type type) => TextOf(MemberOf(type)?.Element("summary"));

    /// <summary>The summary of a property, or the parameter of a record from which it is made; null where neither is there.</summary>
    public string? Of(Type owner, MemberInfo member) =>
        TextOf(_members.GetValueOrDefault($"P:{NameOf(owner)}.{member.Name}")?.Element("summary"))
        ?? TextOf(MemberOf(owner)?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == member.Name));

    private XElement? MemberOf(Type type) => _members.GetValueOrDefault($"T:{NameOf(type)}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string? TextOf(XElement? element)
    {
        if (element is null)
            return null;

        var text = string.Concat(element.DescendantNodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { IsEmpty: true } reference => (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value.Split('.', ':')[^1] ?? "",
            _ => "",
        }));

        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } said ? said : null;
    }
}
