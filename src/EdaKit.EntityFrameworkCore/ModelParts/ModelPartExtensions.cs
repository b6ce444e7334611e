using EdaKit.EntityFrameworkCore.ModelParts;
using Microsoft.EntityFrameworkCore.Infrastructure;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Parts of a model that one package offers to the context of another one, where neither knows the other: so a context that EdaKit itself brings along has a journal
/// where the application uses one. A context of the application says itself what its model has, and its migrations with it; it takes no parts.
/// </summary>
public static class ModelPartExtensions
{
    /// <summary>Offers a part. Nothing comes of it in a context that takes none. A second part of the same name takes the place of the first.</summary>
    /// <param name="options">The context's options.</param>
    /// <param name="name">What tells the part from others. Under one name it always adds the same.</param>
    /// <param name="part">Adds it to the model.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static DbContextOptionsBuilder AddModelPart(this DbContextOptionsBuilder options, string name, Action<ModelBuilder> part)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(part);

        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension((options.Options.FindExtension<ModelPartsExtension>() ?? new()).With(name, part));
        return options;
    }

    /// <summary>Takes the parts that were offered. Call it in <c>OnModelCreating</c>. A second call changes nothing that a part does not change itself.</summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="options">The options of its context.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddModelParts(this ModelBuilder model, DbContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);

        foreach (var part in options.FindExtension<ModelPartsExtension>()?.Parts ?? [])
            part(model);

        return model;
    }
}
