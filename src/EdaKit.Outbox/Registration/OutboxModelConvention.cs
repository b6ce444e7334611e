using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Registration;

/// <summary>
/// Writes the conditions of partial indexes anew when the model is finished: they are SQL text, and a naming convention or the application
/// may have renamed the columns after <c>AddOutbox</c>.
/// </summary>
internal sealed class OutboxModelConvention : IModelFinalizingConvention, IConventionSetPlugin
{
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
