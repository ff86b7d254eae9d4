package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A box of a drawing: a layer, the small layers after it, and how often all of that follows itself. */
final class BlueprintStep {
    private final List<LayerCall> calls = new ArrayList<>();
    private final List<String> further = new ArrayList<>();
    private final LayerCall main;
    private int repeats = 1;

    BlueprintStep(LayerCall main) {
        this.main = main;
        calls.add(main);
    }

    /** The layer that it is about. */
    LayerCall main() {
        return main;
    }

    /** Puts a small layer to it. */
    void attach(LayerCall small) {
        calls.add(small);
        further.add(LayerWords.kind(small.layer()));
    }

    /** Whether another one is so much like this that both are drawn as one. */
    boolean isLike(BlueprintStep other) {
        return kind().equals(other.kind())
                && further.equals(other.further)
                && main.layer().getClass() == other.main.layer().getClass()
                && isLike(last().result(), other.last().result());
    }

    /** Dense layers widen a map one after the other: only its size has to be the same. */
    private boolean isLike(@Nullable Shape one, @Nullable Shape other) {
        if (one == null || other == null) {
            return false;
        }
        boolean widens = main.layer() instanceof DenseLayer && one.rank() == 4;
        return widens ? one.size(2) == other.size(2) && one.size(3) == other.size(3) : one.equals(other);
    }

    /** Takes another one that follows it into it. */
    void fold(BlueprintStep next) {
        calls.addAll(next.calls);
        repeats += next.repeats;
    }

    LayerCall first() {
        return calls.get(0);
    }

    LayerCall last() {
        return calls.get(calls.size() - 1);
    }

    List<LayerCall> calls() {
        return calls;
    }

    int repeats() {
        return repeats;
    }

    String kind() {
        return LayerWords.kind(main.layer());
    }

    /** The small layers after it, as in {@code batch norm, relu}. */
    String further() {
        return String.join(", ", further);
    }

    /** The path of the layer, or of the first and the last of several; that of what holds them where it holds no others. */
    String name(Layer network) {
        if (repeats == 1) {
            return main.path();
        }
        LayerCall end = calls.stream()
                .filter(call -> call.layer().getClass() == main.layer().getClass())
                .reduce(main, (before, call) -> call);
        String holder = parent(main.path());
        boolean alone = !holder.isEmpty()
                && holder.equals(parent(end.path()))
                && held(network, holder).children().size() == repeats;
        return alone ? holder : main.path() + " – " + end.path().substring(common(main.path(), end.path()));
    }

    private static Layer held(Layer network, String path) {
        Layer layer = network;
        for (String name : path.split("\\.")) {
            layer = layer.children().getOrDefault(name, layer);
        }
        return layer;
    }

    private static String parent(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    /** Where the part of the second path that differs starts. */
    private static int common(String first, String second) {
        return parent(first).equals(parent(second)) && !parent(first).isEmpty()
                ? parent(first).length() + 1
                : 0;
    }

    /** How many numbers its layers learn. */
    long parameters() {
        return calls.stream().mapToLong(LayerCall::parameters).sum();
    }

    /** How many products it adds up for one picture. */
    long products() {
        return calls.stream().mapToLong(LayerCall::products).sum();
    }
}
