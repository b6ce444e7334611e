namespace EdaKit.ContractGate.Schemas;

/// <summary>Schemas that are put to the same value must come to an end: one that leads back to itself on that way says nothing about any value.</summary>
internal static class InPlaceDepth
{
    /// <summary>Checks the schemas of a document.</summary>
    /// <exception cref="SchemaException">There is a loop, or the way is too long.</exception>
    public static void Check(IEnumerable<Schema> schemas)
    {
        var depths = new Dictionary<Schema, int>();

        // Not by recursion: a way may be as long as the document is.
        var path = new Stack<(Schema Schema, Queue<Schema> Inner)>();
        var open = new HashSet<Schema>();

        foreach (var schema in schemas)
        {
            if (!depths.ContainsKey(schema))
                Enter(schema);

            while (path.TryPeek(out var top))
            {
                if (top.Inner.TryDequeue(out var inner))
                {
                    if (open.Contains(inner))
                        throw new SchemaException(inner.Location, $"The schema at '{inner.Location}' leads to itself without looking inside the value, by "
                            + "'$ref', 'allOf', 'anyOf', 'oneOf', 'not' or 'if'. Refer to it from 'properties' or 'items', or drop the reference.");

                    if (!depths.ContainsKey(inner))
                        Enter(inner);

                    continue;
                }

                path.Pop();
                open.Remove(top.Schema);
                var depth = InnerOf(top.Schema).Select(known => depths[known] + 1).DefaultIfEmpty(0).Max();
                depths.Add(top.Schema, depth);

                if (depth > SchemaLimits.InPlaceDepth)
                    throw new SchemaException(top.Schema.Location, $"At '{top.Schema.Location}' more than '{SchemaLimits.InPlaceDepth}' schemas follow each "
                        + "other by '$ref', 'allOf', 'anyOf', 'oneOf', 'not' or 'if'. Refer to the last one directly.");
            }
        }

        void Enter(Schema schema)
        {
            open.Add(schema);
            path.Push((schema, new(InnerOf(schema))));
        }
    }

    private static IEnumerable<Schema> InnerOf(Schema schema) => schema.Assertions.SelectMany(assertion => assertion.InPlace);
}
