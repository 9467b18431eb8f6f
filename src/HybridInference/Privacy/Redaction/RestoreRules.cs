using System.Collections.Frozen;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Where the values of a map are put back in one answer.</summary>
internal sealed class RestoreRules(RedactionOptions redaction, RedactionMap map, ChatOptions? request)
{
    private readonly FrozenSet<string> _withheldFromTools = redaction.WithheldFromTools.ToFrozenSet(StringComparer.Ordinal);
    private readonly bool _inLinks = redaction.RestoreInLinks;
    private readonly bool _isStructured = request?.ResponseFormat is ChatResponseFormatJson;

    /// <summary>Text that answers a request for JSON is JSON; values are escaped in it.</summary>
    public TextRestorer ForText() => new(map, FrozenSet<string>.Empty, _inLinks, _isStructured);

    public TextRestorer ForReasoning() => new(map, FrozenSet<string>.Empty, _inLinks, asJson: false);

    public RestoringRewriter ForTools() => new(map, _withheldFromTools, _inLinks);

    public RestoringRewriter ForOther() => new(map, FrozenSet<string>.Empty, _inLinks);
}
