using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// A participant that stores with statements of its own in place of entities: they run with the first command of the save, in its
/// transaction and in its round trip, and cost neither change tracking nor EF Core's sorting. Where the save has no command of its own,
/// they run alone.
/// </summary>
/// <remarks>
/// An implementer decides in <see cref="IUnitOfWorkParticipant.Saving"/> what it will store, and keeps to it until the save is over: where
/// the context's execution strategy repeats the save, <see cref="WriteStatements"/> is called again and must write the same. What the
/// statements answer with is not read.
/// </remarks>
public interface IStatementParticipant : IUnitOfWorkParticipant
{
    /// <summary>Whether the save under way has statements to run.</summary>
    bool HasStatements { get; }

    /// <summary>Writes the statements of the save under way.</summary>
    /// <param name="context">The context that saves.</param>
    /// <param name="command">Where the parameters go. Their names begin with <c>eda_</c>, since the command may have others.</param>
    /// <returns>One or more statements, separated by semicolons, without one at the end.</returns>
    string WriteStatements(DbContext context, DbCommand command);
}
