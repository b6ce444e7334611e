using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.EdaKitOutbox;
using EdaKit.Benchmarks.Subjects.Limit;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using EdaKit.Benchmarks.Subjects.Textbook;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>This program as a subject's process.</summary>
internal static class SubjectProgram
{
    public static async Task RunAsync(RunPlan plan)
    {
        var farEnd = plan.Transport == TransportKind.InMemory ? new InsideFarEnd(plan) : null;
        await new SubjectLoop(Create(plan, farEnd), plan, farEnd).RunAsync();
    }

    private static ISubject Create(RunPlan plan, InsideFarEnd? farEnd)
    {
        if (plan.Subject == SubjectInfo.Limit.Name || plan.Subject == SubjectInfo.LimitInTransaction.Name)
            return new LimitSubject(plan, inTransaction: plan.Subject == SubjectInfo.LimitInTransaction.Name);
        if (plan.Subject == SubjectInfo.Plain.Name)
            return new PlainMassTransitSubject(plan, farEnd);
        if (plan.Subject == SubjectInfo.Textbook.Name)
            return new TextbookSubject(plan);
        if (plan.Subject == SubjectInfo.EdaKit.Name || plan.Subject == SubjectInfo.EdaKitWithJournal.Name)
            return new EdaKitSubject(plan, farEnd, hasJournal: plan.Subject == SubjectInfo.EdaKitWithJournal.Name);

        throw new InvalidOperationException($"There is no subject '{plan.Subject}' in this program.");
    }
}
