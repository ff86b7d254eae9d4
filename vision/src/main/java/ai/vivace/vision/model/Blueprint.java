package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.FlowChart;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network as it is drawn: its stages with what comes out of them and what they cost, found by one run, and the inside of its blocks.
 *
 * <p>Stages that follow one another and are alike are one, with a number of repeats. Shown are layers; what a layer computes by code of
 * its own between them, mostly ReLU, is not.
 *
 * <pre>{@code
 * Blueprint.of(Architectures.of("resnet50")).chart("ResNet-50").save(Path.of("resnet50.svg"));
 * }</pre>
 */
public final class Blueprint {
    /** What the colours of {@link #columns} stand for. */
    public static final List<String> KEYS = LayerWords.COLOURS;

    private static final int CLASSES = 1000;
    private static final int BLOCKS = 3;
    private static final double MILLION = 1e6;

    private final LayerCall network;
    private final BlueprintFlow flow;

    private Blueprint(LayerCall network) {
        this.network = network;
        flow = BlueprintFlow.stages(network);
    }

    /**
     * One or more layers of a network that are alike.
     *
     * @param name the layer's path in the network; that of what holds them, or of the first and the last, where there are several
     * @param kind what it is, with the small layers after it
     * @param repeats how often it follows itself
     * @param output the shape of what comes out for one input, without the batch's dimension; null where several maps do
     * @param parameters how many numbers all repeats learn
     * @param multiplyAdds how many products all repeats add up for one input; see {@link Cost}
     */
    public record Stage(
            String name, String kind, int repeats, @Nullable Shape output, long parameters, long multiplyAdds) {}

    /** Of an architecture with 1000 classes, for the pictures that it is meant for. */
    public static Blueprint of(Architecture architecture) {
        return ofZeros(architecture.build(architecture.picture(), CLASSES), architecture.picture());
    }

    /**
     * Of a network that is needed for nothing else: it is filled with zeros, which are there sooner than values that are drawn, and
     * closed afterwards.
     *
     * @param input the shape of one input, without the batch's dimension
     */
    public static Blueprint ofZeros(UnaryLayer network, Shape input) {
        try (network) {
            Cost.zero(network);
            return of(network, input);
        }
    }

    /**
     * Of a network, by a run on zeros, as in use.
     *
     * @param input the shape of one input, without the batch's dimension; for pictures [channels, height, width]
     */
    public static Blueprint of(UnaryLayer network, Shape input) {
        return new Blueprint(LayerRun.of(network, input));
    }

    /** The stages in the order of the run; those side by side from left to right. */
    public List<Stage> stages() {
        return flow.steps().stream().map(this::stage).toList();
    }

    private Stage stage(BlueprintStep step) {
        String kind = step.further().isEmpty() ? step.kind() : step.kind() + ", " + step.further();
        Shape output = step.last().result();
        return new Stage(
                step.name(network.layer()),
                kind,
                step.repeats(),
                output == null ? null : output.withoutFirst(),
                step.parameters(),
                step.products());
    }

    /** How many numbers the network learns. */
    public long parameters() {
        return network.parameters();
    }

    /** How many products it adds up for one input; see {@link Cost}. */
    public long multiplyAdds() {
        return network.products();
    }

    /** The drawing. */
    public FlowChart chart(String title) {
        return FlowChart.of(title)
                .note(note())
                .column(columns("the network").toArray(FlowChart.Column[]::new))
                .keys(KEYS)
                .build();
    }

    private String note() {
        return String.format(
                Locale.ROOT,
                "%,d parameters, %,.1f million products for one input. At + what goes past is added, at & put beside.",
                network.parameters(),
                network.products() / MILLION);
    }

    /**
     * The columns of the drawing, for one of several networks: the stages, then the inside of up to three blocks of different kinds.
     *
     * @param title of the first column
     */
    public List<FlowChart.Column> columns(String title) {
        List<FlowChart.Column> columns = new ArrayList<>();
        columns.add(column(title, flow, network.given(), Detail.COSTS));
        for (LayerCall block : blocks()) {
            columns.add(column(
                    "inside " + block.path() + ": " + LayerWords.kind(block.layer()),
                    BlueprintFlow.inside(block, network),
                    block.given(),
                    Detail.SHAPES));
        }
        return columns;
    }

    /** One of each kind of block, of the form that most have; then, as far as there is room, of other forms. */
    private List<LayerCall> blocks() {
        Map<String, List<LayerCall>> forms = new LinkedHashMap<>();
        for (BlueprintStep step : flow.steps()) {
            for (LayerCall call : step.calls()) {
                if (!call.children().isEmpty()) {
                    forms.computeIfAbsent(signature(call), form -> new ArrayList<>())
                            .add(call);
                }
            }
        }
        Map<String, LayerCall> kinds = new LinkedHashMap<>();
        List<LayerCall> others = new ArrayList<>();
        forms.values().stream()
                .sorted(Comparator.comparingInt((List<LayerCall> form) -> form.size())
                        .reversed())
                .map(form -> form.get(0))
                .forEach(block -> {
                    if (kinds.putIfAbsent(LayerWords.kind(block.layer()), block) != null) {
                        others.add(block);
                    }
                });
        return Stream.concat(kinds.values().stream(), others.stream())
                .limit(BLOCKS)
                .toList();
    }

    /** What is the same for blocks of one kind, whatever their sizes. */
    private String signature(LayerCall block) {
        BlueprintFlow inside = BlueprintFlow.inside(block, network);
        return LayerWords.kind(block.layer())
                + inside.rows().stream()
                        .map(row -> row.lanes().stream()
                                .map(lane -> lane.stream()
                                        .map(step ->
                                                step.main().layer().getClass().getSimpleName() + step.repeats())
                                        .toList()
                                        .toString())
                                .toList()
                                .toString())
                        .toList();
    }

    private enum Detail {
        SHAPES,
        COSTS
    }

    private FlowChart.Column column(String title, BlueprintFlow drawn, Shape start, Detail detail) {
        FlowChart.Column column = FlowChart.Column.of(title, shape(start.withoutFirst()));
        for (BlueprintFlow.Row row : drawn.rows()) {
            column = column.row(new FlowChart.Row(
                    row.lanes().stream()
                            .map(lane -> lane.stream()
                                    .map(step -> box(step, detail, drawn.owner().layer()))
                                    .toList())
                            .toList(),
                    row.isSingle() ? "" : drawn.joint()));
        }
        for (BlueprintFlow.Way way : drawn.ways()) {
            column = column.arc(way.from(), way.to(), way.sign());
        }
        return column;
    }

    private FlowChart.Box box(BlueprintStep step, Detail detail, Layer owner) {
        FlowChart.Box box = FlowChart.Box.of((step.repeats() > 1 ? step.repeats() + " × " : "") + step.kind())
                .colour(LayerWords.colour(step.main().layer()));
        if (!step.further().isEmpty()) {
            box = box.line(step.further());
        }
        Shape output = step.last().result();
        box = box.result(output == null ? "several maps" : shape(output.withoutFirst()));
        if (detail == Detail.SHAPES) {
            return box;
        }
        box = box.line(step.name(owner));
        if (step.parameters() > 0) {
            box = box.result(String.format(Locale.ROOT, "%,d parameters", step.parameters()));
        }
        return step.products() < MILLION / 20
                ? box
                : box.result(String.format(Locale.ROOT, "%,.1f M products", step.products() / MILLION));
    }

    /** A shape as people write it: 64 × 56 × 56. */
    private static String shape(Shape shape) {
        return Arrays.stream(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining(" × "));
    }
}
