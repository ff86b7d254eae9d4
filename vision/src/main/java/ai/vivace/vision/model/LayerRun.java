package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which layers a network used in one run on zeros, in order, as a tree. */
final class LayerRun {
    /** The layers above one, from the network down, and its path. */
    private record Place(String path, List<Layer> above) {}

    private final IdentityHashMap<Layer, Place> places = new IdentityHashMap<>();
    private final List<LayerCall> open = new ArrayList<>();

    private LayerRun(Layer network) {
        place("", network, List.of());
    }

    private void place(String path, Layer layer, List<Layer> above) {
        places.putIfAbsent(layer, new Place(path, above));
        List<Layer> below = new ArrayList<>(above);
        below.add(layer);
        layer.children().forEach((name, child) -> place(path.isEmpty() ? name : path + "." + name, child, below));
    }

    /**
     * Runs a network, as in use.
     *
     * @param input the shape of one input, without the batch's dimension
     */
    static LayerCall of(UnaryLayer network, Shape input) {
        LayerRun run = new LayerRun(network);
        try (UnaryLayer.Observation observation =
                        UnaryLayer.observeAll(network, (path, layer, given, output) -> run.used(layer, given, output));
                Scope scope = Scope.open()) {
            network.evaluating(() -> Autograd.off(() -> network.apply(Tensor.zeros(input.prepend(1)))));
        }
        return run.open.get(run.open.size() - 1);
    }

    /** A layer is done: all uses within it are, too. */
    private void used(UnaryLayer layer, Tensor input, Tensor output) {
        List<LayerCall> within = new ArrayList<>();
        while (!open.isEmpty() && isAbove(layer, open.get(open.size() - 1).layer())) {
            within.add(0, open.remove(open.size() - 1));
        }
        long products = Cost.multiplyAdds(layer, input, output);
        for (LayerCall call : within) {
            products += call.products();
        }
        open.add(new LayerCall(
                place(layer).path(),
                layer,
                input,
                output,
                input.shape(),
                output.shape(),
                grouped(layer, once(within)),
                products));
    }

    private Place place(Layer layer) {
        Place place = places.get(layer);
        if (place == null) {
            throw new IllegalStateException(layer + " is not part of the network");
        }
        return place;
    }

    private boolean isAbove(Layer above, Layer layer) {
        return place(layer).above().stream().anyMatch(other -> other == above);
    }

    /** Each layer's first use only; what it cost to use it again is added there. */
    private static List<LayerCall> once(List<LayerCall> calls) {
        IdentityHashMap<Layer, LayerCall> first = new IdentityHashMap<>();
        List<LayerCall> kept = new ArrayList<>();
        for (LayerCall call : calls) {
            LayerCall before = first.putIfAbsent(call.layer(), call);
            if (before == null) {
                kept.add(call);
            } else {
                before.repeat(call);
            }
        }
        return kept;
    }

    /** Uses within parts that take or give several tensors become uses of those parts, where they follow one another. */
    private List<LayerCall> grouped(Layer owner, List<LayerCall> calls) {
        List<LayerCall> all = new ArrayList<>();
        int start = 0;
        while (start < calls.size()) {
            Layer part = part(owner, calls.get(start).layer());
            int end = start + 1;
            while (part != null
                    && end < calls.size()
                    && part(owner, calls.get(end).layer()) == part) {
                end++;
            }
            List<LayerCall> members = calls.subList(start, end);
            boolean elsewhere = part == null
                    || isUsed(part, owner, calls.subList(0, start))
                    || isUsed(part, owner, calls.subList(end, calls.size()));
            if (part == null || elsewhere) {
                all.addAll(members);
            } else {
                all.add(together(part, members));
            }
            start = end;
        }
        return all;
    }

    private boolean isUsed(Layer part, Layer owner, List<LayerCall> calls) {
        return calls.stream().anyMatch(call -> part(owner, call.layer()) == part);
    }

    private LayerCall together(Layer part, List<LayerCall> members) {
        LayerCall first = members.get(0);
        LayerCall last = members.get(members.size() - 1);
        return new LayerCall(
                place(part).path(),
                part,
                first.input(),
                last.output(),
                first.given(),
                givesOne(part, members) ? last.result() : null,
                grouped(part, members),
                members.stream().mapToLong(LayerCall::products).sum());
    }

    /** Whether what a part gives is what its last layer gives. */
    private static boolean givesOne(Layer part, List<LayerCall> members) {
        return !(part instanceof FeaturePyramid) && members.stream().noneMatch(LayerCall::isRepeated);
    }

    /** The first layer between two that is not from one tensor to one tensor. */
    private @Nullable Layer part(Layer owner, Layer layer) {
        boolean below = false;
        for (Layer between : place(layer).above()) {
            if (below && !(between instanceof UnaryLayer)) {
                return between;
            }
            below |= between == owner;
        }
        return null;
    }
}
