using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>The way on which control reaches a point: which branches it takes, in which loops, tries and tasks it stands.</summary>
internal sealed class ControlPath(ControlPath? outer, Step? step)
{
    public static ControlPath Root { get; } = new(null, null);

    public ControlPath Enter(Step next) => new(this, next);

    /// <summary>The steps, the innermost first.</summary>
    public IEnumerable<Step> Steps()
    {
        for (var path = this; path is not null; path = path.Outer)
        {
            if (path.Step is { } found)
                yield return found;
        }
    }

    /// <summary>The steps that another path does not have, the innermost first.</summary>
    public IEnumerable<Step> Since(ControlPath other) => Steps().TakeWhile(s => !other.Steps().Contains(s));

    public ControlPath? Outer { get; } = outer;

    public Step? Step { get; } = step;

    /// <summary>Whether this is the path or lies on it.</summary>
    public bool IsWithin(ControlPath path)
    {
        for (var p = this; p is not null; p = p.Outer)
        {
            if (p == path)
                return true;
        }
        return false;
    }

    /// <summary>Whether no run takes both paths, or a run takes one where the other failed: a <c>catch</c> and its <c>try</c>.</summary>
    public bool Excludes(ControlPath other)
    {
        var arms = Steps().OfType<BranchStep>().ToLookup(s => s.Branch, s => s.Arm);
        return other.Steps().OfType<BranchStep>().Any(s => arms[s.Branch].Any(arm => arm != s.Arm)) || Catches(other) || other.Catches(this);
    }

    private bool Catches(ControlPath other) => Steps().OfType<CatchStep>().Any(s => other.Steps().Contains(s.Body));

    /// <summary>Whether a run may come by more than once.</summary>
    public bool Repeats => Steps().OfType<LoopStep>().Any(l => l.Repeats);

    /// <summary>Whether a run may come by more than once with the same values.</summary>
    public bool RepeatsAlike => Steps().OfType<LoopStep>().Any(l => l.Repeats && !l.TellsElementsApart);

    public bool IsCleanup => Steps().Any(s => s is CleanupStep);

    /// <summary>The outermost parallel step, null where there is none.</summary>
    public ParallelStep? Parallel => Steps().OfType<ParallelStep>().LastOrDefault();
}

internal abstract class Step
{
}

/// <summary>One way of a branch.</summary>
/// <param name="branch">The branch.</param>
/// <param name="arm">Which of its ways.</param>
/// <param name="probe">The look at a frame's rows that decides; null where something else does.</param>
internal sealed class BranchStep(object branch, int arm, ProbeValue? probe) : Step
{
    public object Branch { get; } = branch;

    public int Arm { get; } = arm;

    public ProbeValue? Probe { get; } = probe;
}

/// <summary>The body of a loop that is not followed round by round.</summary>
internal sealed class LoopStep : Step
{
    public bool Repeats { get; set; } = true;

    /// <summary>Whether each element that is known is followed by itself, so that it comes by once.</summary>
    public bool TellsElementsApart { get; init; }
}

/// <summary>The body of a <c>try</c>.</summary>
internal sealed class TryStep : Step
{
}

/// <summary>A <c>catch</c> or <c>finally</c>.</summary>
internal class CleanupStep : Step
{
}

/// <summary>A <c>catch</c>.</summary>
/// <param name="body">The body of the <c>try</c>.</param>
internal sealed class CatchStep(TryStep body) : CleanupStep
{
    public TryStep Body { get; } = body;
}

/// <summary>Work that runs beside other work.</summary>
/// <param name="group">What starts the work: one call of <c>Parallel.ForEach</c>, or the handler for tasks.</param>
internal sealed class ParallelStep(object group) : Step
{
    public object Group { get; } = group;
}
