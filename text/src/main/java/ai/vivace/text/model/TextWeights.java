package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.StateDifference;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings weights of published models into ours, by name.
 *
 * <p>Names may have or lack the first part that a model with a head puts before those of its body ({@code bert.}, {@code transformer.},
 * {@code model.}, …); norms of old files may have {@code gamma} and {@code beta}; buffers that are no weights (masks, positions, frequencies)
 * are left out; {@linkplain TiedNames second names} of a tensor must have its values. Nothing else is skipped: whatever is missing or too many
 * is an error that lists it.
 */
public final class TextWeights {
    private static final List<String> PREFIXES =
            List.of("bert.", "roberta.", "distilbert.", "transformer.", "model.", "encoder.");

    /** Buffers that files have beside weights, and the weights that fastai's weight dropout worked out last. */
    private static final Pattern NO_WEIGHT = Pattern.compile("(.*\\.)?(position_ids|token_type_ids|attn\\.bias"
            + "|attn\\.masked_bias|rotary_emb\\.inv_freq|rnns\\.\\d+\\.module\\.weight_hh_l0)");

    private TextWeights() {}

    /**
     * Overwrites all of a model.
     *
     * @param state values by name, as from {@link ai.vivace.store.WeightFile#tensors} or {@link WeightFolder}
     * @throws InputException when a name is missing or too many or a shape differs; it lists them, and nothing has changed
     */
    public static void load(Layer model, Map<String, Tensor> state) {
        try (Scope scope = Scope.open()) {
            model.load(prepared(model, state));
        }
    }

    /**
     * Overwrites the body of a model, which must be there whole, and of the head what fits: for a pretrained body under a new head. What a
     * file has of other heads is left out.
     *
     * @param body the child that the body is, such as {@code bert}
     * @return what fitted and what, outside of the body, did not
     * @throws InputException when a part of the body is missing or has another shape; it lists them, and nothing has changed
     */
    public static StateDifference loadBody(Layer model, String body, Map<String, Tensor> state) {
        InputException.require(
                model.children().containsKey(body),
                () -> "The model has no part \"" + body + "\"; it has "
                        + model.children().keySet() + ".");
        return loadPart(model, body + ".", "the body \"" + body + "\"", state);
    }

    /**
     * Overwrites all of a model by weights that may have more, which is left out: an encoder by those of an encoder with heads.
     *
     * @return what fitted and what was left out
     * @throws InputException when a part is missing or has another shape; it lists them, and nothing has changed
     */
    public static StateDifference loadWithoutHeads(Layer model, Map<String, Tensor> state) {
        return loadPart(model, "", "the model", state);
    }

    private static StateDifference loadPart(Layer model, String start, String called, Map<String, Tensor> state) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> prepared = prepared(model, state);
            StateDifference difference = StateDifference.between(model.state(), prepared);
            InputException.require(
                    difference.missing().keySet().stream().noneMatch(name -> name.startsWith(start))
                            && difference.mismatched().keySet().stream().noneMatch(name -> name.startsWith(start)),
                    () -> "The weights do not fit " + called + "; are they another model's? " + difference);
            return model.loadMatching(prepared);
        }
    }

    /** A model's state with the second names that files of the reference have, too. */
    public static Map<String, Tensor> withTies(Layer model) {
        Map<String, Tensor> state = model.state();
        Map<String, Tensor> all = new LinkedHashMap<>(state);
        if (model instanceof TiedNames tied) {
            tied.ties().forEach((second, first) -> all.put(second, Objects.requireNonNull(state.get(first), first)));
        }
        return all;
    }

    /** A state under the names of a model. */
    static Map<String, Tensor> prepared(Layer model, Map<String, Tensor> state) {
        Set<String> own = model.state().keySet();
        Map<String, String> ties = model instanceof TiedNames tied ? tied.ties() : Map.of();
        Map<String, Tensor> named = new LinkedHashMap<>();
        Map<String, Tensor> seconds = new LinkedHashMap<>();
        state.forEach((given, value) -> {
            String name = fitted(given, own, ties.keySet());
            if (ties.containsKey(name)) {
                seconds.put(name, value);
            } else if (own.contains(name) || !NO_WEIGHT.matcher(name).matches()) {
                Tensor before = named.put(name, value);
                InputException.require(
                        before == null, () -> "The weights have \"" + name + "\" twice, once with another first part.");
            }
        });
        seconds.forEach((name, value) -> {
            String first = ties.get(name);
            if (first != null) {
                Tensor known = named.putIfAbsent(first, value);
                InputException.require(
                        known == null || equal(known, value),
                        () -> "\"" + name + "\" and \"" + first
                                + "\" should be the same numbers, as this model has them once, but differ. Make a model with a"
                                + " map of its own, or take other weights.");
            }
        });
        return named;
    }

    private static boolean equal(Tensor first, Tensor second) {
        return first.shape().equals(second.shape())
                && first.sub(second.to(first.dtype())).abs().max().item() == 0;
    }

    private static String fitted(String given, Set<String> own, Set<String> seconds) {
        String name = given.endsWith(".gamma")
                ? given.substring(0, given.length() - ".gamma".length()) + ".weight"
                : given.endsWith(".beta") ? given.substring(0, given.length() - ".beta".length()) + ".bias" : given;
        if (own.contains(name) || seconds.contains(name)) {
            return name;
        }
        for (String prefix : PREFIXES) {
            if (own.contains(prefix + name) || seconds.contains(prefix + name)) {
                return prefix + name;
            }
        }
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                String shorter = name.substring(prefix.length());
                if (own.contains(shorter) || seconds.contains(shorter)) {
                    return shorter;
                }
            }
        }
        return name;
    }
}
