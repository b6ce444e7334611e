namespace EdaKit.Sagas.Steps;

/// <summary>What a message means to the step that it answers.</summary>
internal enum AnswerKind
{
    Success,
    Refusal,
    Undone,
    CommandFault,
    UndoFault,
}
