using EdaKit.Configuration;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Telemetry;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Registration;

/// <summary>Hands step sagas what they use of the process, and has every state machine's timeline recorded.</summary>
internal sealed class SagaBusExtension(SagaRegistry registry, TimeProvider time, SagaMetrics metrics, ILoggerFactory loggers) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);

        bus.ConnectEndpointConfigurationObserver(new EndpointObserver(registry, new(time, metrics, loggers.CreateLogger("EdaKit.Sagas"))));
    }

    private sealed class EndpointObserver(SagaRegistry registry, SagaServices services) : IEndpointConfigurationObserver
    {
        public void EndpointConfigured<T>(T configurator)
            where T : IReceiveEndpointConfigurator => configurator.ConnectSagaConfigurationObserver(new SagaObserver(configurator.InputAddress, registry, services));
    }

    private sealed class SagaObserver(Uri endpoint, SagaRegistry registry, SagaServices services) : ISagaConfigurationObserver
    {
        public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
            where TSaga : class, ISaga
        {
        }

        public void StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
            where TInstance : class, ISaga, SagaStateMachineInstance
        {
            var step = stateMachine as IStepSaga;
            step?.Attach(services);

            var states = stateMachine.States.Select(state => state.Name).ToHashSet();
            var found = new FoundSaga(stateMachine.Name, endpoint.AbsolutePath.Split('/')[^1], typeof(TInstance), states, step?.Flows);

            if (!registry.Add(stateMachine, found))
                return;

            var observer = new TimelineObserver<TInstance>(services.Time);
            stateMachine.ConnectEventObserver(observer);
            stateMachine.ConnectStateObserver(observer);
        }

        public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
            where TSaga : class, ISaga
            where TMessage : class
        {
        }
    }
}
