namespace EdaKit.Flow;

/// <summary>
/// Declares that a consumer or saga publishes nothing, or, on an assembly, that its service publishes nothing beside what its classes declare. A service in which nothing is
/// declared might publish anything, so that nobody could say of any message that nobody publishes it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class PublishesNothingAttribute : Attribute;
