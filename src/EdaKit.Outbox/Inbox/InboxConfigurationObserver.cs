using System.Reflection;
using EdaKit.Journal;
using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Inbox;

/// <summary>Puts an inbox before every consumer and saga of an endpoint that belongs to a context.</summary>
internal sealed class InboxConfigurationObserver(IReceiveEndpointConfigurator endpoint, IRegistrationContext registration, InboxRegistry registry,
    OutboxBindings bindings, OutboxMetrics metrics, ILogger logger)
    : IConsumerConfigurationObserver, ISagaConfigurationObserver
{
    private readonly string _endpoint = InboxRegistry.NameOf(endpoint.InputAddress);

    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class =>
        Attach<TMessage>(typeof(TConsumer), (IPipeConfigurator<ConsumeContext<TMessage>>)configurator);

    public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
        where TSaga : class, ISaga
    {
    }

    public void StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
        where TInstance : class, ISaga, SagaStateMachineInstance
    {
        // A schedule is a property of its machine; MassTransit knows no other way to declare one.
        if (stateMachine.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(property => typeof(Schedule<TInstance>).IsAssignableFrom(property.PropertyType)))
            registry.AddScheduling(_endpoint, stateMachine.GetType());
    }

    public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
        where TSaga : class, ISaga
        where TMessage : class =>
        Attach<TMessage>(typeof(TSaga), (IPipeConfigurator<ConsumeContext<TMessage>>)configurator);

    private void Attach<TMessage>(Type consumer, IPipeConfigurator<ConsumeContext<TMessage>> pipe)
        where TMessage : class
    {
        if (OutboxBindings.IsJobService(consumer))
            return;

        if (bindings.For(consumer) is not { } binding)
        {
            registry.AddUnclaimed(_endpoint, consumer);
            return;
        }

        var batchOf = typeof(TMessage).IsGenericType && typeof(TMessage).GetGenericTypeDefinition() == typeof(Batch<>)
            ? typeof(TMessage).GetGenericArguments()[0]
            : null;

        var answersAgain = consumer.IsDefined(typeof(AnswersAgainAttribute), inherit: false);
        if (answersAgain)
            registry.AddAnswering(consumer, binding, isBatch: batchOf is not null);

        var key = InboxKey.Of(_endpoint, consumer, batchOf ?? typeof(TMessage));
        registry.Add(key, consumer);
        registry.AddBinding(_endpoint, binding);
        var journal = registration.GetServices<JournalSource>().First(source => source.ContextType == binding.ContextType);
        journal.Add(key);
        if (batchOf is not null)
            journal.AddBatch(key, _endpoint, batchOf);

        var transaction = new InboxTransaction(binding, registration);
        var time = registration.GetRequiredService<TimeProvider>();
        var attempts = new AttemptJournal((IJournalWriter?)registration.GetService(typeof(IJournalWriter<>).MakeGenericType(binding.ContextType)), time, key);
        var filter = batchOf is null
            ? new InboxFilter<TMessage>(key, answersAgain, binding, transaction, attempts, time, metrics, logger)
            : (IFilter<ConsumeContext<TMessage>>)Activator.CreateInstance(
                typeof(BatchInboxFilter<>).MakeGenericType(batchOf), key, binding, transaction, attempts, time, metrics, logger)!;

        pipe.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext<TMessage>>(filter));
    }
}
