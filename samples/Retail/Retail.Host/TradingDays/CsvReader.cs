using System.Text;

namespace Retail.Host.TradingDays;

/// <summary>
/// Reads comma-separated records as RFC 4180 describes them: a field in quotes may hold commas, line breaks, and quotes written twice.
/// </summary>
internal sealed class CsvReader(TextReader text)
{
    private readonly StringBuilder _field = new();
    private int _line = 1;

    /// <summary>Reads record after record; lines with nothing on them, or nothing but commas, are passed over.</summary>
    /// <exception cref="FormatException">A quoted field never ends, or goes on after it closed. The message has the line.</exception>
    public IEnumerable<CsvRecord> ReadAll()
    {
        while (text.Peek() >= 0)
        {
            var record = ReadRecord();
            if (record.Fields.Any(field => field.Length > 0))
                yield return record;
        }
    }

    private CsvRecord ReadRecord()
    {
        var start = _line;
        var fields = new List<string>();
        do
            fields.Add(text.Peek() == '"' ? ReadQuoted() : ReadPlain());
        while (EndsWithComma());
        return new CsvRecord(start, fields);
    }

    private string ReadPlain()
    {
        _field.Clear();
        while (text.Peek() is >= 0 and not (',' or '\r' or '\n'))
            _field.Append((char)text.Read());
        return _field.ToString();
    }

    private string ReadQuoted()
    {
        var start = _line;
        _field.Clear();
        text.Read();

        while (text.Read() is >= 0 and var next)
        {
            if (next == '"' && text.Peek() != '"')
                return _field.ToString();
            if (next == '"')
                text.Read();
            if (next == '\n')
                _line++;
            _field.Append((char)next);
        }

        throw new FormatException($"line {start}: a field opens with a quote that is never closed.");
    }

    /// <summary>Steps over what follows a field: true for a comma, false for the end of the record.</summary>
    private bool EndsWithComma()
    {
        switch (text.Read())
        {
            case ',':
                return true;
            case '\r':
                if (text.Peek() == '\n')
                    text.Read();
                goto case '\n';
            case '\n':
                _line++;
                return false;
            case < 0:
                return false;
            default:
                throw new FormatException($"line {_line}: a field goes on after its closing quote.");
        }
    }
}
