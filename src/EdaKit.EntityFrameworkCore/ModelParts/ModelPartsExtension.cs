using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.ModelParts;

/// <summary>The parts that packages offer to the model of a context. Immutable, as options are.</summary>
internal sealed class ModelPartsExtension : IDbContextOptionsExtension
{
    private readonly SortedDictionary<string, Action<ModelBuilder>> _parts;
    private DbContextOptionsExtensionInfo? _info;

    public ModelPartsExtension()
        : this(new(StringComparer.Ordinal))
    {
    }

    private ModelPartsExtension(SortedDictionary<string, Action<ModelBuilder>> parts) => _parts = parts;

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public IEnumerable<Action<ModelBuilder>> Parts => _parts.Values;

    private string Names => string.Join(',', _parts.Keys);

    public ModelPartsExtension With(string name, Action<ModelBuilder> part) => new(new(_parts, StringComparer.Ordinal) { [name] = part });

    public void ApplyServices(IServiceCollection services)
    {
    }

    public void Validate(IDbContextOptions options)
    {
    }

    /// <summary>EF Core keeps one model of a context for each set of services: contexts with other parts must not share them.</summary>
    private sealed class ExtensionInfo(ModelPartsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        private readonly string _names = extension.Names;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => _names.GetHashCode(StringComparison.Ordinal);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo info && info._names == _names;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["EdaKit:ModelParts"] = _names;
    }
}
