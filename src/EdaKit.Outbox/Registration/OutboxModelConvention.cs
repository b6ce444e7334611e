using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>
/// What the rest of the model may have changed after <c>AddOutbox</c>, seen to when the model is finished. The conditions of partial indexes are written anew: they
/// are SQL text, and a naming convention or the application may have renamed the columns. Positions are given by the database, also where the application has its own
/// keys made in the process (<c>UseHiLo</c> of Npgsql).
/// </summary>
internal sealed class OutboxModelConvention : IModelFinalizingConvention, IConventionSetPlugin
{
    private const string Strategy = "Npgsql:ValueGenerationStrategy";

    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.Add(this);
        return conventionSet;
    }

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        if (modelBuilder.Metadata.FindEntityType(typeof(OutboxRecord)) is not { } record)
            return;

        foreach (var definition in OutboxIndexes.All)
        {
            if (record.FindIndex(definition.Name) is { } index)
                ((Microsoft.EntityFrameworkCore.Metadata.IMutableIndex)index).SetFilter(definition.FilterWith(property => record.FindProperty(property)!.GetColumnName()));
        }

        // By name, since this package does not reference Npgsql. Of every other strategy the column has an identity or a default.
        if (record.FindProperty(nameof(OutboxRecord.Position)) is { } position
            && position.FindAnnotation(Strategy)?.Value is Enum strategy && strategy.ToString() == "SequenceHiLo")
            position.SetAnnotation(Strategy, Enum.Parse(strategy.GetType(), "IdentityByDefaultColumn"));
    }
}

/// <summary>Adds the convention to a context's options.</summary>
internal sealed class OutboxModelOptions : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? _info;

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public static void AddTo(DbContextOptionsBuilder options) =>
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(options.Options.FindExtension<OutboxModelOptions>() ?? new());

    public void ApplyServices(IServiceCollection services) => services.AddScoped<IConventionSetPlugin, OutboxModelConvention>();

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
