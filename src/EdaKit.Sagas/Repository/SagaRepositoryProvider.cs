using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Repository;

/// <summary>Gives each saga that names no repository of its own this one.</summary>
internal sealed class SagaRepositoryProvider<TDb> : ISagaRepositoryRegistrationProvider
    where TDb : DbContext
{
    public void Configure<TSaga>(ISagaRegistrationConfigurator<TSaga> configurator)
        where TSaga : class, ISaga
    {
        ArgumentNullException.ThrowIfNull(configurator);

        // What runs MassTransit's own jobs and futures is not in the application's model.
        if (typeof(TSaga).Assembly == typeof(Bus).Assembly)
            configurator.InMemoryRepository();
        else
            configurator.Repository(Register);
    }

    private static void Register<TSaga>(ISagaRepositoryRegistrationConfigurator<TSaga> repository)
        where TSaga : class, ISaga
    {
        repository.RegisterLoadSagaRepository<TSaga, SagaContextFactory<TDb, TSaga>>();
        repository.RegisterQuerySagaRepository<TSaga, SagaContextFactory<TDb, TSaga>>();
        repository.RegisterSagaRepository<TSaga, TDb, SagaConsumeContextFactory<TDb, TSaga>, SagaContextFactory<TDb, TSaga>>();
    }
}
