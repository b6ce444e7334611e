using Microsoft.EntityFrameworkCore;

namespace Samples.Hosting.Storage;

/// <summary>Finds out at the start that a database was made by an earlier version of a sample. Samples have no migrations, which an application has.</summary>
internal static class NeededTables
{
    /// <param name="found">The names of the tables that are there, and of their columns, such as <c>trips.Price</c>.</param>
    /// <exception cref="OperatorException">A table or a column is missing.</exception>
    public static void Check(DbContext context, IReadOnlyCollection<string> found, string place, string remedy)
    {
        var missing = context.Model.GetRelationalModel().Tables
            .SelectMany(table => found.Contains(table.Name) ? table.Columns.Select(column => $"{table.Name}.{column.Name}") : [table.Name])
            .Except(found).Order().ToList();

        if (missing.Count > 0)
            throw new OperatorException($"{place} was made by an earlier version of this sample: it lacks '{string.Join("', '", missing)}'. {remedy}");
    }
}
