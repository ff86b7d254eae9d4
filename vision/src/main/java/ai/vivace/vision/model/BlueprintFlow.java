package ai.vivace.vision.model;

import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Identity;
import ai.vivace.nn.InstanceNorm2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Reweighted;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The uses of layers within one layer as rows of boxes: one below the other where one takes what the other gives, side by side where
 * several take the same.
 */
final class BlueprintFlow {
    /** How many parts within parts make a layer one that is taken apart. */
    private static final int TAKEN_APART = 3;

    /** What MobileNets and EfficientNets call the layers of a block, also of one without a shortcut, which has nothing else. */
    private static final Set<String> BLOCK_NAMES = Set.of("conv", "block");

    /** Layers that stand in the box of the one before them. */
    private static final Set<Class<?>> SMALL = Set.of(
            Activation.class,
            LeakyRelu.class,
            BatchNorm1d.class,
            BatchNorm2d.class,
            LayerNorm.class,
            ChannelLayerNorm.class,
            GroupNorm.class,
            InstanceNorm2d.class,
            Dropout.class,
            Flatten.class,
            Permute.class);

    private static final Set<Class<?>> LEFT_OUT = Set.of(Identity.class, StochasticDepth.class, SamePadding.class);

    /** Steps at one height: lanes from left to right. */
    record Row(List<List<BlueprintStep>> lanes) {
        boolean isSingle() {
            return lanes.size() == 1;
        }

        BlueprintStep only() {
            return lanes.get(0).get(0);
        }
    }

    /** What goes past rows: from below as many rows to below as many. */
    record Way(int from, int to, String sign) {}

    private final LayerCall owner;
    private final Set<Object> fromElsewhere;
    private final List<Row> rows = new ArrayList<>();
    private final List<Layer> takenApart = new ArrayList<>();
    private List<BlueprintStep> recent = List.of();

    private BlueprintFlow(LayerCall owner, Set<Object> fromElsewhere) {
        this.owner = owner;
        this.fromElsewhere = fromElsewhere;
    }

    /** A whole network: parts of parts are taken apart, blocks are not. */
    static BlueprintFlow stages(LayerCall network) {
        BlueprintFlow flow = new BlueprintFlow(network, Set.of());
        flow.add(flow.taken(network.children(), Depth.STAGES));
        flow.fold();
        return flow;
    }

    /** The inside of one block of a network. */
    static BlueprintFlow inside(LayerCall block, LayerCall network) {
        Set<Object> elsewhere = network.outputs();
        elsewhere.removeAll(block.outputs());
        elsewhere.remove(block.input());
        BlueprintFlow flow = new BlueprintFlow(block, elsewhere);
        flow.add(flow.taken(block.children(), Depth.LISTS));
        flow.fold();
        return flow;
    }

    /** What is taken apart. */
    private enum Depth {
        /** Lists of layers alone. */
        LISTS,
        /** Everything but blocks. */
        STAGES
    }

    LayerCall owner() {
        return owner;
    }

    List<Row> rows() {
        return rows;
    }

    /** All steps in order. */
    List<BlueprintStep> steps() {
        return rows.stream()
                .flatMap(row -> row.lanes().stream())
                .flatMap(List::stream)
                .toList();
    }

    private List<LayerCall> taken(List<LayerCall> calls, Depth depth) {
        takenApart.add(owner.layer());
        List<LayerCall> all = new ArrayList<>();
        for (LayerCall call : calls) {
            take(call, depth, all);
        }
        return all;
    }

    private void take(LayerCall call, Depth depth, List<LayerCall> all) {
        boolean apart = depth == Depth.LISTS ? call.layer() instanceof Sequential : isTakenApart(call.layer());
        if (apart) {
            takenApart.add(call.layer());
            call.children().forEach(child -> take(child, depth, all));
        } else if (!isLeftOut(call.layer())) {
            all.add(call);
        }
    }

    /** Whether a layer does nothing that a drawing should show. */
    private static boolean isLeftOut(Layer layer) {
        return LEFT_OUT.contains(layer.getClass()) || (layer instanceof Dropout dropout && dropout.probability() == 0);
    }

    private static boolean isTakenApart(Layer layer) {
        if (layer instanceof Sequential) {
            return !isBlock(layer);
        }
        return !(layer instanceof ResidualBlock) && height(layer) >= TAKEN_APART;
    }

    /** Whether a list is an inverted residual without the residual: see {@link #BLOCK_NAMES}. */
    private static boolean isBlock(Layer layer) {
        Map<String, Layer> children = layer.children();
        if (children.size() != 1
                || !BLOCK_NAMES.contains(children.keySet().iterator().next())) {
            return false;
        }
        return children.values().iterator().next() instanceof Sequential inner
                && inner.layers().stream().noneMatch(below -> below instanceof ResidualBlock);
    }

    /** How deep parts are within parts, lists not counted. */
    private static int height(Layer layer) {
        if (layer.children().isEmpty() || layer instanceof Reweighted) {
            return 0;
        }
        int below = layer.children().values().stream()
                .mapToInt(BlueprintFlow::height)
                .max()
                .orElse(0);
        return layer instanceof Sequential ? below : below + 1;
    }

    private void add(List<LayerCall> calls) {
        for (LayerCall call : calls) {
            BlueprintStep giver = giving(call);
            if (giver != null && isSmallAfter(giver, call)) {
                giver.attach(call);
            } else if (!forked(call)) {
                follow(call);
            }
        }
    }

    /** Norms after a block are boxes of their own, so that blocks that are alike stay so. */
    private static boolean isSmallAfter(BlueprintStep giver, LayerCall call) {
        return SMALL.contains(call.layer().getClass())
                && (giver.main().children().isEmpty() || call.layer() instanceof Activation);
    }

    /** The step that gave a call's input; null where that is not known. */
    private @Nullable BlueprintStep giving(LayerCall call) {
        return steps().stream()
                .filter(step -> step.last().output() == call.input())
                .reduce((before, step) -> step)
                .orElse(null);
    }

    /** Puts a call beside a step that takes the same, or beside all where it takes another input of the whole; false if neither. */
    private boolean forked(LayerCall call) {
        if (rows.isEmpty()) {
            return false;
        }
        if (fromElsewhere.contains(call.input())) {
            beside(rows.get(0).only(), call);
            return true;
        }
        BlueprintStep sibling = steps().stream()
                .filter(step ->
                        step.first().input() == call.input() && step.last().output() != call.input())
                .findFirst()
                .orElse(null);
        if (sibling != null) {
            beside(sibling, call);
        }
        return sibling != null;
    }

    /** Puts a call into a lane of its own that starts where a step stands; below the lane's last step where that has no room. */
    private void beside(BlueprintStep sibling, LayerCall call) {
        int start = 0;
        while (rows.get(start).lanes().stream().noneMatch(lane -> lane.contains(sibling))) {
            start++;
        }
        List<Row> below = rows.subList(start, rows.size());
        if (below.stream().allMatch(Row::isSingle)) {
            List<BlueprintStep> first = new ArrayList<>();
            below.forEach(row -> first.addAll(row.lanes().get(0)));
            below.clear();
            List<List<BlueprintStep>> lanes = new ArrayList<>();
            lanes.add(first);
            rows.add(new Row(lanes));
        }
        Row row = rows.get(start);
        if (row.lanes().stream().anyMatch(lane -> lane.get(0) == sibling) || fromElsewhere.contains(call.input())) {
            recent = new ArrayList<>();
            row.lanes().add(recent);
        } else {
            recent = row.lanes().stream()
                    .filter(lane -> lane.contains(sibling))
                    .findFirst()
                    .orElseThrow();
        }
        recent.add(new BlueprintStep(call));
    }

    private void follow(LayerCall call) {
        if (!rows.isEmpty() && !rows.get(rows.size() - 1).isSingle()) {
            for (List<BlueprintStep> lane : rows.get(rows.size() - 1).lanes()) {
                if (end(lane).output() == call.input()) {
                    recent = lane;
                    recent.add(new BlueprintStep(call));
                    return;
                }
            }
            // Between the two is code, not a layer: an activation leaves the shape as it is, lanes that are joined do
            // not.
            Shape newest = end(recent).result();
            if (newest != null && call.given().equals(newest)) {
                recent.add(new BlueprintStep(call));
                return;
            }
        }
        recent = new ArrayList<>();
        recent.add(new BlueprintStep(call));
        List<List<BlueprintStep>> lanes = new ArrayList<>();
        lanes.add(recent);
        rows.add(new Row(lanes));
    }

    private static LayerCall end(List<BlueprintStep> lane) {
        return lane.get(lane.size() - 1).last();
    }

    private void fold() {
        for (Row row : rows) {
            row.lanes().forEach(BlueprintFlow::foldLane);
        }
        for (int i = rows.size() - 1; i > 0; i--) {
            Row above = rows.get(i - 1);
            Row here = rows.get(i);
            if (above.isSingle() && here.isSingle() && above.only().isLike(here.only())) {
                above.only().fold(here.only());
                rows.remove(i);
            }
        }
    }

    private static void foldLane(List<BlueprintStep> lane) {
        for (int i = lane.size() - 1; i > 0; i--) {
            if (lane.get(i - 1).isLike(lane.get(i))) {
                lane.get(i - 1).fold(lane.remove(i));
            }
        }
    }

    /** What stands where the lanes of a row meet. */
    String joint() {
        return owner.layer() instanceof ResidualBlock ? Skipping.Joint.ADDED.sign() : Skipping.Joint.BESIDE.sign();
    }

    /** What goes past rows. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Layer layer : takenApart) {
            if (layer instanceof Skipping skipping) {
                skipping.skips().forEach(skip -> add(ways, skip.first(), skip.last(), skip.joint()));
            } else if (layer instanceof ResidualBlock block && !block.branch().isEmpty() && isBare()) {
                List<Layer> branch = block.branch().stream()
                        .filter(part -> rows.stream().anyMatch(row -> holds(row, part)))
                        .toList();
                add(ways, branch.get(0), branch.get(branch.size() - 1), Skipping.Joint.ADDED);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isSingle()) {
                addOwn(ways, i);
                addTaken(ways, i);
            }
        }
        return ways;
    }

    /** Whether nothing stands on the way past. */
    private boolean isBare() {
        return rows.stream().allMatch(Row::isSingle);
    }

    private void add(List<Way> ways, Layer first, Layer last, Skipping.Joint joint) {
        int from = 0;
        while (from < rows.size() && !holds(rows.get(from), first)) {
            from++;
        }
        int to = rows.size();
        while (to > from && !holds(rows.get(to - 1), last)) {
            to--;
        }
        if (to > from) {
            ways.add(new Way(from, to, joint.sign()));
        }
    }

    /** Whether a layer, or one within it, is in a row. */
    private static boolean holds(Row row, Layer layer) {
        return row.lanes().stream()
                .flatMap(List::stream)
                .flatMap(step -> step.calls().stream())
                .anyMatch(call -> call.layer() == layer || contains(layer, call.layer()));
    }

    private static boolean contains(Layer layer, Layer below) {
        return layer.children().values().stream().anyMatch(child -> child == below || contains(child, below));
    }

    /** A block's own shortcut, past its row. */
    private void addOwn(List<Way> ways, int row) {
        Layer layer = rows.get(row).only().main().layer();
        if (layer instanceof ResidualBlock block && !block.branch().isEmpty()) {
            ways.add(new Way(row, row + 1, Skipping.Joint.ADDED.sign()));
        } else if (layer instanceof Skipping skipping) {
            ways.add(new Way(row, row + 1, skipping.skips().get(0).joint().sign()));
        }
    }

    /** Maps of earlier rows that a part of several inputs takes. */
    private void addTaken(List<Way> ways, int row) {
        Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        rows.get(row).only().calls().forEach(call -> taken.addAll(call.inputs()));
        if (row > 0 && rows.get(row - 1).isSingle()) {
            // What did nothing, as dropout in use, gives what it took.
            taken.remove(rows.get(row - 1).only().last().output());
        }
        for (int above = 0; above < row - 1; above++) {
            Row from = rows.get(above);
            if (from.isSingle() && taken.contains(from.only().last().output())) {
                ways.add(new Way(above + 1, row, Skipping.Joint.BESIDE.sign()));
            }
        }
    }
}
