using EdaKit.Configuration;
using EdaKit.Flow.Undeclared;
using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.Flow.Parts;

/// <summary>Notes who listens to what on each endpoint, and has the guard stand before those who declare what they publish.</summary>
internal sealed class FlowObserver(FlowRegistry registry, DeclarationReader declarations, UndeclaredGuard guard) : IEndpointConfigurationObserver
{
    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator
    {
        var observer = new EndpointObserver(BusAttachment.NameOf(configurator.InputAddress), registry, declarations, guard);
        configurator.ConnectConsumerConfigurationObserver(observer);
        configurator.ConnectSagaConfigurationObserver(observer);
        configurator.ConnectHandlerConfigurationObserver(observer);
    }

    private sealed class EndpointObserver(string endpoint, FlowRegistry registry, DeclarationReader declarations, UndeclaredGuard guard)
        : IConsumerConfigurationObserver, ISagaConfigurationObserver, IHandlerConfigurationObserver
    {
        public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
            where TConsumer : class
        {
        }

        public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
            where TConsumer : class
            where TMessage : class => Add<TMessage>(typeof(TConsumer), (IPipeConfigurator<ConsumeContext<TMessage>>)configurator);

        public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
            where TSaga : class, ISaga
        {
        }

        public void StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
            where TInstance : class, ISaga, SagaStateMachineInstance => registry.AddMachine(typeof(TInstance), stateMachine);

        public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
            where TSaga : class, ISaga
            where TMessage : class => Add<TMessage>(typeof(TSaga), (IPipeConfigurator<ConsumeContext<TMessage>>)configurator);

        public void HandlerConfigured<TMessage>(IHandlerConfigurator<TMessage> configurator)
            where TMessage : class => registry.Add(endpoint, null, typeof(TMessage));

        private void Add<TMessage>(Type participant, IPipeConfigurator<ConsumeContext<TMessage>> pipe)
            where TMessage : class
        {
            // MassTransit's own, such as those of its job service.
            if (!FlowMessages.IsOfApplication(participant))
                return;

            registry.Add(endpoint, participant, typeof(TMessage));

            if (declarations.AllowedBy(participant) is { } allowed)
                pipe.UseFilter(new SpeakerFilter<TMessage>(guard.SpeakerOf(participant, allowed)));
        }
    }
}
