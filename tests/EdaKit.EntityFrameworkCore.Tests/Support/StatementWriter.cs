using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>A participant that stores traces with a statement of its own.</summary>
public sealed class StatementWriter : IStatementParticipant
{
    private readonly List<string> _pending = [];
    private string[] _saving = [];

    public List<string> Told { get; } = [];

    /// <summary>In which commands its statements ran, and whether each stood in a transaction.</summary>
    public List<bool> RanInTransaction { get; } = [];

    /// <summary>Lets the statement fail.</summary>
    public bool Fails { get; set; }

    public void Add(string text) => _pending.Add(text);

    public void Saving(DbContext context, bool hearsOfCommit)
    {
        Told.Add("saving");
        _saving = [.. _pending];
    }

    public bool HasStatements => _saving.Length > 0;

    public string WriteStatements(DbContext context, DbCommand command)
    {
        RanInTransaction.Add(command.Transaction is not null);

        return string.Join(";\n", _saving.Select((text, n) =>
        {
            Add(command, $"eda_id{n}", Guid.NewGuid());
            Add(command, $"eda_text{n}", Fails ? DBNull.Value : text);
            return $"insert into \"Traces\" (\"Id\", \"Text\") values (@eda_id{n}, @eda_text{n})";
        }));
    }

    public void Saved(DbContext context)
    {
        Told.Add("saved");
        _pending.RemoveRange(0, _saving.Length);
        _saving = [];
    }

    public void SaveFailed(DbContext context)
    {
        Told.Add("failed");
        _saving = [];
    }

    public void Committed() => Told.Add("committed");

    public void RolledBack() => Told.Add("rolled back");

    public void RolledBackToSavepoint() => Told.Add("rolled back to savepoint");

    public void Discard() => _pending.Clear();

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
