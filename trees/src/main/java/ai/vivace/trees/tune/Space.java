package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Settings that a search may choose, each with the values it may take and how it is set.
 *
 * <pre>{@code
 * Space<GradientBoosting> space = Space.of(GradientBoosting.standard().threads(1))
 *         .whole("depth", 3, 10, GradientBoosting::depth)
 *         .logarithmic("learningRate", 0.01, 0.3, GradientBoosting::learningRate)
 *         .linear("rowShare", 0.5, 1, GradientBoosting::rowShare)
 *         .choice("objective", List.of(Objectives.squared(), Objectives.absolute()), GradientBoosting::objective);
 * }</pre>
 *
 * <p>Immutable: each method gives a space with one dimension more. Not for settings that cannot be changed by a copy.
 *
 * @param <S> the settings
 */
public final class Space<S> {
    private final S start;
    private final List<Dimension<S, ?>> dimensions;

    private Space(S start, List<Dimension<S, ?>> dimensions) {
        this.start = start;
        this.dimensions = List.copyOf(dimensions);
    }

    /** One setting: what it is drawn by, and how it is set. */
    private record Dimension<S, V>(String name, Function<Rng, V> draw, BiFunction<S, V, S> set) {
        S apply(S settings, Rng rng, Map<String, Object> values) {
            V value = draw.apply(rng);
            values.put(name, value);
            return set.apply(settings, value);
        }
    }

    /**
     * Settings drawn from a space.
     *
     * @param values what was drawn, by the names of the dimensions
     */
    public record Candidate<S>(S settings, Map<String, Object> values) {
        public Candidate {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A space without dimensions. */
    public static <S> Space<S> of(S start) {
        return new Space<>(start, List.of());
    }

    /** Whole numbers from the least to the most, both included, each as likely as any other. */
    public Space<S> whole(String name, int least, int most, BiFunction<S, Integer, S> set) {
        InputException.require(
                least <= most && (long) most - least < Integer.MAX_VALUE,
                () -> "Dimension \"" + name + "\": the least must be at most the most, but came " + least + " and "
                        + most + ".");
        return with(name, rng -> least + rng.nextInt(most - least + 1), set);
    }

    /** Numbers between two ends, equal differences being equally likely. */
    public Space<S> linear(String name, double least, double most, BiFunction<S, Double, S> set) {
        requireRange(name, least, most, Double.NEGATIVE_INFINITY);
        return with(name, rng -> least + rng.nextDouble() * (most - least), set);
    }

    /** Numbers above 0 between two ends, equal ratios being equally likely: for rates and penalties. */
    public Space<S> logarithmic(String name, double least, double most, BiFunction<S, Double, S> set) {
        requireRange(name, least, most, 0);
        double ratio = Math.log(most / least);
        // Rounding must not lead beyond the ends.
        return with(name, rng -> Math.min(most, Math.max(least, least * Math.exp(rng.nextDouble() * ratio))), set);
    }

    /** Whole numbers above 0, equal ratios being equally likely: for numbers of rows and leaves. */
    public Space<S> wholeLogarithmic(String name, int least, int most, BiFunction<S, Integer, S> set) {
        requireRange(name, least, most, 0);
        double ratio = Math.log((most + 0.5) / (least - 0.5));
        return with(
                name,
                rng -> (int)
                        Math.min(most, Math.max(least, Math.round((least - 0.5) * Math.exp(rng.nextDouble() * ratio)))),
                set);
    }

    /** One of several things, each as likely as any other. */
    public <V> Space<S> choice(String name, List<V> options, BiFunction<S, V, S> set) {
        List<V> own = List.copyOf(options);
        InputException.require(!own.isEmpty(), () -> "Dimension \"" + name + "\" has nothing to choose from.");
        return with(name, rng -> own.get(rng.nextInt(own.size())), set);
    }

    private <V> Space<S> with(String name, Function<Rng, V> draw, BiFunction<S, V, S> set) {
        InputException.require(
                dimensions.stream().noneMatch(dimension -> dimension.name().equals(name)),
                () -> "The space has a dimension \"" + name + "\" already.");
        List<Dimension<S, ?>> more = new ArrayList<>(dimensions);
        more.add(new Dimension<>(name, draw, set));
        return new Space<>(start, more);
    }

    private static void requireRange(String name, double least, double most, double above) {
        InputException.require(
                least > above && least <= most && Double.isFinite(most) && Double.isFinite(least),
                () -> "Dimension \"" + name + "\": the ends must be finite" + (above == 0 ? ", above 0" : "")
                        + " and rising, but came " + least + " and " + most + ".");
    }

    /** The names of the dimensions. */
    public List<String> names() {
        return dimensions.stream().<String>map(Dimension::name).toList();
    }

    /** Settings drawn at random; each dimension has a stream of its own, so that more dimensions do not change the others' values. */
    public Candidate<S> draw(Rng rng) {
        S settings = start;
        Map<String, Object> values = new LinkedHashMap<>();
        for (Dimension<S, ?> dimension : dimensions) {
            settings = dimension.apply(settings, rng.split(dimension.name()), values);
        }
        return new Candidate<>(settings, values);
    }
}
