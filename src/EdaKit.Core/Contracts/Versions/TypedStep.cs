using MassTransit;
using MassTransit.Context;

namespace EdaKit.Contracts.Versions;

/// <summary>A function from one version's type to another's.</summary>
internal sealed class TypedStep<TFrom, TTo>(ContractDescriptor from, ContractDescriptor to, Func<TFrom, TTo> convert)
    : VersionStep(to.Name, from.Version, to.Version), IDowncast
    where TFrom : class
    where TTo : class
{
    public override string Call => $"{(From < To ? "Upcast" : "Downcast")}<{typeof(TFrom).Name}, {typeof(TTo).Name}>";

    public string[] WireTypes => Versions.WireTypes.Of<TTo>(to);

    public override VersionReading After(VersionReading before)
    {
        var read = before.AsObject(typeof(TFrom));
        return VersionReading.OfObject((wire, options) => Convert(read(wire, options)));
    }

    public object Convert(object message) =>
        convert((TFrom)message) ?? throw new InvalidOperationException($"{Call} gave null for a message of '{Contract} v{From}'. Return a message.");

    public MessageBody BodyOf(SendContext context, object older, IMessageSerializer serializer) =>
        serializer.GetMessageBody(new SendContextProxy<TTo>(context, (TTo)older));
}
