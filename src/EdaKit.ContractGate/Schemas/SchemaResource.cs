namespace EdaKit.ContractGate.Schemas;

/// <summary>A part of a document that has a URI of its own, by <c>$id</c>: what references in it are relative to.</summary>
/// <param name="Location">Where it stands in the document.</param>
/// <param name="Base">Its URI, without a fragment.</param>
internal sealed record SchemaResource(string Location, Uri Base);
