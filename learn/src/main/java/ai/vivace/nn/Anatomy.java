package ai.vivace.nn;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model's layers in the order in which data flows, and what stands around each, as far as the tree tells. */
final class Anatomy {
    private static final double RELU_GAIN = Gain.exact(Nonlinearity.RELU);

    private final List<Place> places = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();

    private Anatomy() {}

    static Anatomy of(Layer model) {
        Anatomy anatomy = new Anatomy();
        anatomy.add("", model, null, null);
        return anatomy;
    }

    /** A layer that holds parameters or has no children. */
    final class Place {
        private final int index;
        private final String path;
        private final Layer layer;
        private final @Nullable Branch branch;
        private final @Nullable Layer block;

        private Place(String path, Layer layer, @Nullable Branch branch, @Nullable Layer block) {
            this.index = places.size();
            this.path = path;
            this.layer = layer;
            this.branch = branch;
            this.block = block;
        }

        String path() {
            return path;
        }

        Layer layer() {
            return layer;
        }

        /** The innermost residual branch that it is in. */
        @Nullable
        Branch branch() {
            return branch;
        }

        /** Whether it multiplies by one matrix or kernel: linear and convolution layers. */
        boolean isWeight() {
            return weight() != null;
        }

        /** Its matrix or kernel. */
        @Nullable
        Parameter weight() {
            if (Reweighted.isEmbedding(layer) || isRecurrent()) {
                return null;
            }
            for (Parameter parameter : layer.ownParameters().values()) {
                if (parameter.role() == Parameter.Role.WEIGHT
                        && parameter.shape().rank() >= 2) {
                    return parameter;
                }
            }
            return null;
        }

        /** The parameter by which what it gives can be scaled; null where there is none. */
        @Nullable
        Parameter scalable() {
            return layer instanceof Reweighted reweighted ? reweighted.scalable() : weight();
        }

        /** Whether its weights are named as those of PyTorch's recurrent layers. */
        boolean isRecurrent() {
            return layer.ownParameters().keySet().stream().anyMatch(name -> name.startsWith("weight_hh"));
        }

        /** Whether it normalises: all that it learns are scales and shifts. */
        boolean isNorm() {
            return !(layer instanceof Residual)
                    && !layer.ownParameters().isEmpty()
                    && layer.ownParameters().values().stream()
                            .allMatch(parameter -> parameter.role() == Parameter.Role.NORM);
        }

        /** The true fans of its weight. */
        Fans.Counting fans() {
            Layer own = layer instanceof Reweighted reweighted ? reweighted.layer() : layer;
            return own instanceof Conv2d convolution ? Fans.convolution(convolution.groups()) : Fans::of;
        }

        /** The activation that its output goes through, before another weight. */
        Following following() {
            for (Place next : places.subList(index + 1, places.size())) {
                if (next.branch != branch && branch != null) {
                    return Following.ADDITION;
                }
                if (next.block != block && block != null) {
                    return Following.unseen(block);
                }
                if (next.layer instanceof Activation activation) {
                    return new Following(
                            activation.function().toString(), Gain.exact(activation.function()), next.layer);
                }
                if (next.layer instanceof LeakyRelu leaky) {
                    return new Following("leaky relu", Gain.leakyRelu(leaky.slope()), leaky);
                }
                if (next.layer instanceof Sine) {
                    return new Following("a sine", Gain.LINEAR, next.layer);
                }
                if (next.isWeight()) {
                    return block == null ? Following.NOTHING : Following.unseen(block);
                }
            }
            return block == null ? Following.NOTHING : Following.unseen(block);
        }

        /** Whether a norm layer stands between it and the weight after or before it. */
        boolean isNormalised() {
            return normBefore(index + 1, 1) || normBefore(index - 1, -1);
        }

        private boolean normBefore(int start, int step) {
            for (int i = start; i >= 0 && i < places.size(); i += step) {
                Place other = places.get(i);
                if (other.isNorm()) {
                    return true;
                }
                if (other.isWeight()) {
                    return false;
                }
            }
            return false;
        }
    }

    /**
     * The activation after a weight.
     *
     * @param name in words
     * @param gain the exact gain of it
     * @param layer it, where there is one
     */
    record Following(String name, double gain, @Nullable Layer layer) {
        static final Following NOTHING = new Following("no activation", Gain.LINEAR, null);

        /** The gain is ReLU's, as in the reference models: one follows most additions. */
        static final Following ADDITION = new Following("an addition", RELU_GAIN, null);

        /** In a layer whose forward pass is code, not a list of layers. */
        static Following unseen(Layer block) {
            return new Following(
                    "relu (taken for granted inside " + block.getClass().getSimpleName() + ")", RELU_GAIN, null);
        }
    }

    /** What a residual block adds to its shortcut. */
    final class Branch {
        private final Layer owner;

        private Branch(Layer owner) {
            this.owner = owner;
        }

        List<Place> places() {
            return places.stream().filter(place -> place.branch == this).toList();
        }

        List<Place> weights() {
            return places().stream().filter(Place::isWeight).toList();
        }

        boolean isLast(Place weight) {
            List<Place> weights = weights();
            return weights.get(weights.size() - 1) == weight;
        }

        boolean hasNorm() {
            return places().stream().anyMatch(Place::isNorm);
        }

        /** The norm layer that ends the branch, if one does: without a weight or an activation after it. */
        @Nullable
        Place closingNorm() {
            List<Place> all = places();
            for (int i = all.size() - 1; i >= 0; i--) {
                Place place = all.get(i);
                if (place.isNorm()) {
                    return place;
                }
                if (place.isWeight() || isActivation(place.layer)) {
                    return null;
                }
            }
            return null;
        }

        /** Whether it is of a transformer of the pre-norm kind: it begins with a layer norm. */
        boolean beginsWithLayerNorm() {
            List<Place> all = places();
            return !all.isEmpty() && all.get(0).layer instanceof LayerNorm;
        }

        /** Whether a learnt scale makes the block start as its shortcut. */
        boolean startsSmall() {
            return owner instanceof Residual residual && residual.scaling().startsSmall();
        }

        /** Whether it has the multiplier that Fixup wants. */
        boolean isScaled() {
            return owner instanceof Residual residual && residual.scaling().kind() != BranchScale.Kind.NONE;
        }
    }

    List<Place> places() {
        return Collections.unmodifiableList(places);
    }

    List<Place> weights() {
        return places.stream().filter(Place::isWeight).toList();
    }

    /** The residual branches that hold weights. */
    List<Branch> branches() {
        return branches.stream().filter(branch -> !branch.weights().isEmpty()).toList();
    }

    /** The last weight, unless data goes on from it through an activation: then the model gives features, not answers. */
    @Nullable
    Place output() {
        List<Place> weights = weights();
        if (weights.isEmpty()) {
            return null;
        }
        Place last = weights.get(weights.size() - 1);
        boolean open = last.branch == null
                && places.subList(last.index + 1, places.size()).stream()
                        .noneMatch(place -> isActivation(place.layer) || place.isNorm());
        return open ? last : null;
    }

    /** The place that owns a parameter. */
    Place owner(String path) {
        return places.stream()
                .filter(place -> place.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No layer " + path));
    }

    static boolean isActivation(Layer layer) {
        return layer instanceof Activation || layer instanceof LeakyRelu || layer instanceof Sine;
    }

    private void add(String path, Layer layer, @Nullable Branch branch, @Nullable Layer block) {
        if (layer.children().isEmpty() || !layer.ownParameters().isEmpty()) {
            places.add(new Place(path, layer, branch, block));
        }
        boolean list = layer instanceof Sequential || layer instanceof Residual;
        Layer within = list || layer.children().isEmpty() ? block : layer;
        Set<Layer> inBranch = Collections.newSetFromMap(new IdentityHashMap<>());
        Branch own = null;
        if (layer instanceof ResidualBlock residual) {
            inBranch.addAll(residual.branch());
            own = new Branch(layer);
            branches.add(own);
        }
        for (var child : layer.children().entrySet()) {
            Branch around = inBranch.contains(child.getValue()) ? Objects.requireNonNull(own) : branch;
            add(join(path, child.getKey()), child.getValue(), around, within);
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
