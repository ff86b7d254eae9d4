package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.lab.DepthProfile.Biases;
import ai.vivace.plot.Axis;
import ai.vivace.plot.HeatMap;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How big values and gradients are, layer by layer, in deep nets by each rule for starting weights; the laws they obey; and which
 * nets of twenty and of fifty layers learn.
 *
 * @param width units of each layer, 16 to 4096; default 512
 * @param depth layers, 10 to 200; default 50
 * @param inputs how many go through at once, 10 to 10,000; default 256
 * @param epochs of each training of twenty layers, 1 to 100; default 8; those of fifty take up to five times as many
 * @param examples what nets are trained on; default {@link Examples#digits}
 * @param seed of inputs and weights; default 42
 */
public record DepthExperiment(int width, int depth, int inputs, int epochs, Examples examples, long seed)
        implements Experiment {
    /** Powers of ten beyond this are shown as this. */
    private static final double MOST = 8;

    private static final int[] SHOWN = {1, 2, 5, 10, 20, 30, 50, 100, 200};

    public DepthExperiment {
        check("Width", width, 16, 4096);
        check("Depth", depth, 10, 200);
        check("The number of inputs", inputs, 10, 10_000);
        check("The number of epochs", epochs, 1, 100);
    }

    private static void check(String what, int value, int low, int high) {
        InputException.require(
                value >= low && value <= high,
                () -> what + " must be " + low + " to " + high + ", but was " + value + ".");
    }

    /** 50 layers of 512 units, 256 inputs, 8 epochs. */
    public static DepthExperiment standard() {
        return new DepthExperiment(512, 50, 256, 8, Examples.digits(), 42);
    }

    public DepthExperiment width(int newWidth) {
        return new DepthExperiment(newWidth, depth, inputs, epochs, examples, seed);
    }

    public DepthExperiment depth(int newDepth) {
        return new DepthExperiment(width, newDepth, inputs, epochs, examples, seed);
    }

    public DepthExperiment inputs(int newInputs) {
        return new DepthExperiment(width, depth, newInputs, epochs, examples, seed);
    }

    public DepthExperiment epochs(int newEpochs) {
        return new DepthExperiment(width, depth, inputs, newEpochs, examples, seed);
    }

    /** With nets that are trained on items of one's own. */
    public DepthExperiment examples(Examples newExamples) {
        return new DepthExperiment(width, depth, inputs, epochs, newExamples, seed);
    }

    public DepthExperiment seed(long newSeed) {
        return new DepthExperiment(width, depth, inputs, epochs, examples, newSeed);
    }

    @Override
    public String name() {
        return "init-depth";
    }

    @Override
    public String question() {
        return "How large must starting weights be for a deep net to learn?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("width", width);
        settings.put("depth", depth);
        settings.put("inputs", inputs);
        settings.put("epochs", epochs);
        settings.put("data", examples.name());
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            Findings.Builder findings = Findings.of(this, "Starting weights and depth");
            progress.at("reading " + examples.name(), 0);
            DrawnExamples drawn = examples.draw(seed);
            List<DepthProfile> profiles = profiles(progress.part(0, 0.3));
            values(findings, profiles);
            gradients(findings, profiles);
            progress.at("the laws", 0.3);
            DepthProfile biased = profile(StartScheme.PYTORCH_RELU, Biases.PYTORCH);
            DepthLaws.tell(findings, this, profiles, biased);
            DeepTraining.tell(findings, drawn, epochs, seed, progress.part(0.35, 1));
            return findings.build();
        }
    }

    private List<DepthProfile> profiles(Progress progress) {
        List<StartScheme> schemes = StartScheme.all();
        List<DepthProfile> profiles = new ArrayList<>();
        for (StartScheme scheme : schemes) {
            progress.at(scheme.label(), profiles.size() / (double) schemes.size());
            profiles.add(profile(scheme, Biases.NONE));
        }
        return profiles;
    }

    private DepthProfile profile(StartScheme scheme, Biases biases) {
        return DepthProfile.of(
                scheme, width, depth, inputs, biases, Rng.of(seed).split(scheme.label()));
    }

    static DepthProfile of(List<DepthProfile> profiles, StartScheme scheme) {
        return profiles.stream()
                .filter(p -> p.scheme().label().equals(scheme.label()))
                .findFirst()
                .orElseThrow();
    }

    /** The layers that tables show. */
    private int[] shown() {
        return IntStream.concat(IntStream.of(SHOWN).filter(l -> l < depth), IntStream.of(depth))
                .toArray();
    }

    private void values(Findings.Builder findings, List<DepthProfile> profiles) {
        int[] few = IntStream.concat(IntStream.of(1, 5, 10, 20).filter(l -> l < depth), IntStream.of(depth))
                .toArray();
        List<String> headers = new ArrayList<>(List.of("deviation"));
        IntStream.of(few).forEach(l -> headers.add("layer " + l));
        Table.Builder table = Table.of(headers.toArray(String[]::new));
        for (DepthProfile profile : profiles) {
            List<@Nullable Object> row =
                    new ArrayList<>(List.of(profile.scheme().label()));
            IntStream.of(few).forEach(l -> row.add(text(profile.at(l))));
            table.row(row.toArray());
        }
        DepthProfile wild = profiles.get(1);
        DepthProfile tanh = profiles.get(3);
        DepthProfile small = of(profiles, StartScheme.SMALL_RELU);
        DepthProfile kaiming = of(profiles, StartScheme.KAIMING_RELU);
        DepthProfile silu = of(profiles, StartScheme.EXACT_SILU);
        DepthProfile sigmoid = of(profiles, StartScheme.XAVIER_SIGMOID);
        DepthProfile orthogonal = of(profiles, StartScheme.ORTHOGONAL_RELU);
        DepthProfile lsuv = of(profiles, StartScheme.LSUV_RELU);
        findings.rows("layers", layers(profiles))
                .card("Kaiming, layer " + depth, brief(kaiming.at(depth).rms()))
                .card("N(0, 0.01), layer " + depth, brief(small.at(depth).rms()))
                .value("overflow-layer", wild.overflow())
                .value("tanh-saturated", tanh.at(10).saturated())
                .section("What comes through")
                .text(count(inputs, "input") + " of N(0, 1) go through " + depth + " layers of " + width
                        + " units without biases. A layer multiplies the size of what comes in by about √n times the weights'"
                        + " deviation, and by what its function leaves; " + depth + " layers take that to the power of "
                        + depth
                        + ".")
                .chart(
                        "sizes",
                        heat("Size of values: powers of ten", profiles, layer -> Math.log10(layer.rms())),
                        "0 is as it came in; above it (blue, +) values explode, below (orange, −) they vanish. Beyond ±"
                                + brief(MOST) + ", and where float32 has no number any more, " + brief(MOST)
                                + " is shown.")
                .table("values", table.build())
                .text("- **N(0, 1)** without a function "
                        + (wild.overflow() > 0
                                ? "exceeds float32 at layer " + wild.overflow()
                                : "is at " + brief(wild.at(depth).rms()) + " after " + depth + " layers")
                        + "; with tanh the size looks fine, but "
                        + percent(tanh.at(10).saturated())
                        + " of the values at layer 10 are beyond ±0.97, where the slope is almost 0.\n"
                        + "- **N(0, 0.01)** with ReLU is at "
                        + brief(small.at(10).rms()) + " after 10 layers.\n"
                        + "- **Kaiming** with ReLU is at "
                        + brief(kaiming.at(depth).rms()) + " after " + depth + ".\n"
                        + "- **Orthogonal** weights keep every length in a linear net; with ReLU and a gain of √2 the size at the end is "
                        + brief(orthogonal.at(depth).rms()) + ".\n"
                        + "- **LSUV** measures instead of assuming, so it cannot drift: "
                        + brief(lsuv.at(depth).rms()) + " after " + depth
                        + ". **Fixup**'s blocks start as their shortcut: what comes in goes out.\n"
                        + "- **Exact gains** keep the size where it is 1, but for functions such as SiLU that is a point of balance, not of"
                        + " rest: what is a little larger grows further, to "
                        + brief(silu.at(depth).rms()) + " at layer "
                        + depth + ".\n"
                        + "- **Sigmoid** keeps a size of "
                        + brief(sigmoid.at(10).rms())
                        + ", but at layer 10 units differ between inputs by only "
                        + brief(sigmoid.at(10).spread())
                        + ", against " + brief(sigmoid.at(1).spread())
                        + " at layer 1: all inputs arrive at nearly one point.")
                .chart(
                        "relu",
                        lines(
                                "ReLU nets by rule",
                                List.of(
                                        kaiming,
                                        of(profiles, StartScheme.XAVIER_RELU),
                                        of(profiles, StartScheme.PYTORCH_RELU),
                                        small),
                                DepthProfile.Layer::rms),
                        "On a logarithmic axis each rule is a straight line: the same factor at every layer.");
    }

    private void gradients(Findings.Builder findings, List<DepthProfile> profiles) {
        DepthProfile kaiming = of(profiles, StartScheme.KAIMING_RELU);
        DepthProfile xavier = of(profiles, StartScheme.XAVIER_RELU);
        findings.section("What comes back")
                .text(
                        "Gradients go through the same weights the other way and obey the same law, with what a unit feeds in place"
                                + " of what it reads; in square layers these are one. A gradient of N(0, 1) at the last layer is "
                                + brief(kaiming.at(1).gradient()) + " at the first with Kaiming's rule and "
                                + brief(xavier.at(1).gradient())
                                + " with Xavier's, which does not count the half that ReLU takes away.")
                .chart(
                        "gradients",
                        heat("Size of gradients: powers of ten", profiles, layer -> Math.log10(layer.gradient())),
                        "From the right to the left. Where values vanish or saturate, gradients vanish too.");
    }

    private static String text(DepthProfile.Layer layer) {
        return Double.isFinite(layer.deviation()) ? significant(layer.deviation(), 3) : "overflow";
    }

    private HeatMap heat(String title, List<DepthProfile> profiles, ToDoubleFunction<DepthProfile.Layer> logarithm) {
        double[][] cells = profiles.stream()
                .map(profile -> IntStream.of(shown())
                        .mapToDouble(l -> bounded(logarithm.applyAsDouble(profile.at(l))))
                        .toArray())
                .toArray(double[][]::new);
        return HeatMap.of(title, cells)
                .rows("", profiles.stream().map(p -> p.scheme().label()).toList())
                .columns(
                        "layer",
                        IntStream.of(shown()).mapToObj(Integer::toString).toList())
                .build();
    }

    /** Not a number comes of infinities, which are beyond all bounds. */
    private static double bounded(double logarithm) {
        return Double.isNaN(logarithm) ? MOST : Math.max(-MOST, Math.min(MOST, logarithm));
    }

    private LineChart lines(String title, List<DepthProfile> profiles, ToDoubleFunction<DepthProfile.Layer> value) {
        double[] numbers = IntStream.rangeClosed(1, depth).asDoubleStream().toArray();
        LineChart.Builder chart = LineChart.of(title)
                .xAxis(Axis.linear("layer"))
                .yAxis(Axis.logarithmic("root mean square").range(1e-12, 10));
        profiles.forEach(p -> chart.line(
                p.scheme().name(),
                numbers,
                p.layers().stream()
                        .mapToDouble(value)
                        .map(v -> v > 0 ? v : Double.NaN)
                        .toArray()));
        return chart.build();
    }

    private static Table layers(List<DepthProfile> profiles) {
        Table.Builder table = Table.of(
                "start", "layer", "mean", "deviation", "spread between inputs", "zero", "saturated", "gradient");
        profiles.stream()
                .flatMap(p -> IntStream.rangeClosed(1, p.layers().size()).mapToObj(l -> {
                    DepthProfile.Layer layer = p.at(l);
                    return Stream.<@Nullable Object>of(
                                    p.scheme().label(),
                                    l,
                                    layer.mean(),
                                    layer.deviation(),
                                    layer.spread(),
                                    layer.zero(),
                                    layer.saturated(),
                                    layer.gradient())
                            .toArray();
                }))
                .forEach(table::row);
        return table.build();
    }
}
