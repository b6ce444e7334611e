namespace EdaKit.ContractGate.Schemas;

/// <summary>A <c>$ref</c> that was read and not yet followed.</summary>
/// <param name="Owner">The schema in which it stands.</param>
/// <param name="Target">What it says.</param>
/// <param name="Resource">What it is relative to.</param>
internal sealed record SchemaReference(Schema Owner, string Target, SchemaResource Resource);
