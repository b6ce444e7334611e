using Insurance.Contracts;
using MassTransit;

namespace Insurance.Letters;

/// <summary>Writes to holders of what has happened to their contracts.</summary>
public static class LettersModule
{
    /// <summary>Adds the consumers. The inbox is that of the process, whose database has the table of letters.</summary>
    public static void AddToBus(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<WriteLetters>();
        bus.AddConsumer<PostLetters>();
        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<LetterWritten>();
            eda.Flow.AddService<WriteLetters>("letters");
        });
    }
}
