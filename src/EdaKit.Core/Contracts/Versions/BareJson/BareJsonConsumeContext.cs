using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions.BareJson;

/// <summary>A delivery that is read again. It ends when all has been done for which the first reading waits.</summary>
internal sealed class BareJsonConsumeContext(ConsumeContext first, BareJsonContext read) : BodyConsumeContext(first.ReceiveContext, read)
{
    public override Task ConsumeCompleted => first.ConsumeCompleted;

    public override void AddConsumeTask(Task task) => first.AddConsumeTask(task);
}
