using System.Data.Common;
using Dapper;

namespace Insurance.Letters;

/// <summary>The letters that were written.</summary>
public sealed class LetterBox(DbDataSource database)
{
    private const int AtMost = 100;

    /// <summary>Makes the table if it is missing. An application would do it with its migrations.</summary>
    public Task CreateTableAsync(CancellationToken cancellationToken) => ExecuteAsync(
        """
        create table if not exists letters (
            id uuid primary key, number text not null, text text not null, conversation_id uuid, posted boolean not null default false,
            written bigint generated always as identity)
        """, cancellationToken);

    /// <summary>The latest letters, at most 100.</summary>
    /// <param name="number">Of one contract; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Letter>> ListAsync(string? number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Letter>(new CommandDefinition(
            """
            select id, number, text, conversation_id as ConversationId, posted as IsPosted from letters
            where @number::text is null or number = @number order by written desc limit @AtMost
            """, new { number, AtMost }, cancellationToken: cancellationToken))];
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }
}
