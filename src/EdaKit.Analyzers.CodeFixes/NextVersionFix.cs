using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdaKit.Analyzers.CodeFixes;

/// <summary>Makes a contract that was changed the next version of itself. The way from the older one is for whoever knows what the change means.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NextVersionFix)), Shared]
internal sealed class NextVersionFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ContractRule.Id];

    /// <summary>None: each contract is a decision of its own.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];

        // The member that was changed and the attribute of its contract may be in different files.
        if (diagnostic.AdditionalLocations is { Count: 1 } places && places[0] is { SourceTree: { } tree } attribute
            && context.Document.Project.Solution.GetDocument(tree) is { } document
            && diagnostic.Properties.TryGetValue(ContractRule.NextVersion, out var next)
            && int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            var title = $"Make it version {version}";
            context.RegisterCodeFix(CodeAction.Create(title, cancellation => ChangeAsync(document, attribute, version, cancellation), title), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> ChangeAsync(Document document, Location attribute, int version, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);

        return root?.FindNode(attribute.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } found && VersionOf(found) is { } old
            ? document.WithSyntaxRoot(root.ReplaceNode(old, NumberLike(old, version))).Project.Solution
            : document.Project.Solution;
    }

    /// <summary>The argument with the version: named, or the second of those that are not.</summary>
    private static ExpressionSyntax? VersionOf(AttributeSyntax attribute)
    {
        var arguments = (attribute.ArgumentList?.Arguments ?? []).Where(argument => argument.NameEquals is null).ToList();
        var named = arguments.Find(argument => argument.NameColon?.Name.Identifier.ValueText == "version");

        return (named ?? (arguments.Count > 1 && arguments[1].NameColon is null ? arguments[1] : null))?.Expression;
    }

    private static LiteralExpressionSyntax NumberLike(ExpressionSyntax old, int version) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(version)).WithTriviaFrom(old);
}
