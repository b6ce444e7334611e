namespace EdaKit.Testing.Exploration;

/// <summary>Everything that can happen when a participant gets a command.</summary>
internal sealed class ParticipantMoves(Listeners listeners, GivenValues given, ExplorationBudget budget)
{
    public IEnumerable<Move> After(World rest, InFlight command, ParticipantBuilder participant)
    {
        var rule = participant.Rules[command.Type];
        var entry = $"{participant.Name}/{command.Label}";

        if (participant.Protections.HasFlag(Protections.Inbox) && rest.Handled.TryGetValue(entry, out var known))
        {
            yield return participant.Protections.HasFlag(Protections.AnsweringInbox)
                ? Sending($"{participant.Name} knows {command.Name} and answers {known.Name} again", rest, known)
                : new($"{participant.Name} knows {command.Name}", rest);

            if (Failed() is { } again)
                yield return again;

            yield break;
        }

        if (rule.IsUndo)
        {
            var fenced = participant.Protections.HasFlag(Protections.Fence) ? rest with { Fences = rest.Fences.Add(rule.Effect) } : rest;
            foreach (var move in Done($"{participant.Name} handles {command.Name}", fenced with { Effects = fenced.Effects.Remove(rule.Effect) }, rule.Success))
                yield return move;
        }
        else if (rest.Fences.Contains(rule.Effect))
        {
            yield return new($"{participant.Name} has {command.Name} stopped by its fence", rest);
        }
        else
        {
            var kept = rest with { Effects = rest.Effects.SetItem(rule.Effect, rest.Effects.GetValueOrDefault(rule.Effect) + 1) };
            foreach (var move in Done($"{participant.Name} handles {command.Name}", kept, rule.Success))
                yield return move;

            if (rule.Refusal is not null)
            {
                foreach (var move in Done($"{participant.Name} refuses {command.Name}", rest, rule.Refusal))
                    yield return move;
            }
        }

        if (Failed() is { } failed)
            yield return failed;

        // It says nothing of an earlier delivery, whose effect may stand.
        Move? Failed()
        {
            if (rest.Faults >= budget.Faults)
                return null;

            var (type, fault) = Faults.Of(command.Type, command.Message);
            return Sending($"{participant.Name} fails at {command.Name}", rest with { Faults = rest.Faults + 1 }, new(type, fault, $"fault of {entry}", Recipient.Nobody));
        }

        // What is kept is kept. The answer is sent, or the process dies before that: then the broker delivers the command again.
        IEnumerable<Move> Done(string label, World kept, Func<object, object> makeAnswer)
        {
            // Work that is done again answers under an id of its own. An answer that is given again keeps its id.
            var answer = AnswerOf(makeAnswer, command, kept.Handled.TryGetValue(entry, out var earlier) ? $"{earlier.Label} again" : $"answer of {entry}");
            var after = kept with { Handled = kept.Handled.SetItem(entry, answer) };
            yield return Sending(label, after, answer);

            if (rest.Crashes < budget.Crashes)
                yield return new($"{label} and crashes before it answers", after with { Messages = after.Messages.Add(command), Crashes = after.Crashes + 1 });
        }
    }

    private Move Sending(string label, World world, InFlight message)
    {
        var copies = listeners.CopiesOf(message.Type, message.Message, message.Label);
        return new(Move.LabelOf(label, copies.Count == 0 ? [message.Type] : []), world with { Messages = world.Messages.AddRange(copies) });
    }

    private InFlight AnswerOf(Func<object, object> makeAnswer, InFlight command, string label)
    {
        var message = makeAnswer(command.Message);
        var answer = new InFlight(message.GetType(), message, label, Recipient.Nobody);

        if (given.IsNews(answer.Key))
            given.Learn([answer.Key], [InFlight.ContentOf(makeAnswer(command.Message))]);

        return answer;
    }
}
