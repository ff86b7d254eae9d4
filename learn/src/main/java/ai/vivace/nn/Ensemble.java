package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Several models that answer together: deep ensembles (Lakshminarayanan 2017; five members are usual), snapshots, bags.
 *
 * <p>Probabilities are averaged, not logits. What comes out are logits of the mean probabilities, so that losses, metrics, predictors
 * and exported models take the ensemble as any other model. It is for use: members are trained one by one before.
 *
 * <p>Children: the members, {@code 0}, {@code 1}, ….
 */
public final class Ensemble extends UnaryLayer implements Container {
    private final Average average;
    private final List<UnaryLayer> members;

    /** What is averaged. */
    public enum Average {
        /** Probabilities of classes, dimension 1: for one of several classes. */
        SOFTMAX,
        /** Probabilities of yes: for independent yes-or-no answers. */
        SIGMOID,
        /** The outputs themselves: for numbers. */
        OUTPUT
    }

    /** The models together; the ensemble owns them from then on. */
    public static Ensemble of(Average average, UnaryLayer... members) {
        return of(average, List.of(members));
    }

    /** As {@link #of(Average, UnaryLayer...)}. */
    public static Ensemble of(Average average, List<? extends UnaryLayer> members) {
        return new Ensemble(average, members);
    }

    static Ensemble build(Settings settings, Map<String, Layer> children) {
        return of(
                settings.choice("average", Average.class),
                List.copyOf(CoreLayers.unary("Ensemble", children).values()));
    }

    private Ensemble(Average average, List<? extends UnaryLayer> members) {
        InputException.require(!members.isEmpty(), () -> "An ensemble needs at least one member.");
        this.average = average;
        this.members = List.copyOf(members);
        Map<String, UnaryLayer> named = new LinkedHashMap<>();
        members.forEach(member -> named.put(Integer.toString(named.size()), member));
        named.forEach(this::child);
    }

    /** The members in order. */
    public List<UnaryLayer> members() {
        return members;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor outputs =
                Tensor.stack(members.stream().map(member -> member.apply(input)).toList(), 0);
        return switch (average) {
            case SOFTMAX -> outputs.logSoftmax(2).logSumExp(0).sub(Math.log(members.size()));
            case SIGMOID ->
                Functional.softplus(outputs.neg())
                        .neg()
                        .logSumExp(0)
                        .sub(Functional.softplus(outputs).neg().logSumExp(0));
            case OUTPUT -> outputs.mean(0);
        };
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("average", average.name().toLowerCase(Locale.ROOT)));
    }
}
