using System.Data.Common;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>What ADO.NET's commands lack.</summary>
public static class DbCommandExtensions
{
    /// <summary>Adds a parameter.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The parameter's name, without the sign before it.</param>
    /// <param name="value">Its value; null is the database's null.</param>
    /// <returns>The parameter.</returns>
    public static DbParameter AddParameter(this DbCommand command, string name, object? value)
    {
        ArgumentNullException.ThrowIfNull(command);

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
