package ai.vivace.plot;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Charts with the shapes that training gives. */
final class Samples {
    private static final int SIDE = 28;

    private Samples() {}

    /** A learning-rate search whose loss falls and then explodes. */
    static LineChart rateSearch() {
        double[] rates = new double[100];
        double[] losses = new double[100];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = 1e-7 * Math.pow(10, 8.0 * i / 99);
            losses[i] = 2.3 - 1.7 / (1 + Math.exp(-(i - 55) / 5.0)) + (i > 82 ? Math.exp((i - 82) * 0.6) * 0.01 : 0);
        }
        return LineChart.of("Learning-rate search")
                .xAxis(Axis.logarithmic("learning rate"))
                .yAxis(Axis.linear("smoothed loss").robust())
                .line("loss", rates, losses)
                .marker("valley", 2.1e-3)
                .marker("slide", 5.75e-2)
                .marker("minimum", 1.6e-2)
                .marker("steep", 2.7e-3)
                .build();
    }

    static LineChart losses() {
        RandomGenerator random = Rng.of(7);
        double[] batches = Series.count(600);
        double[] raw = new double[600];
        double[] smooth = new double[600];
        double[] ends = {100, 200, 300, 400, 500, 600};
        double[] valid = {1.12, 0.74, 0.6, 0.52, 0.49, 0.5};
        double mean = 2.3;
        for (int i = 0; i < 600; i++) {
            double clean = 0.25 + 2.0 * Math.exp(-i / 130.0);
            raw[i] = clean * (1 + 0.22 * random.nextGaussian());
            mean = 0.96 * mean + 0.04 * raw[i];
            smooth[i] = mean;
        }
        return LineChart.of("Losses")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.linear("cross-entropy"))
                .faintLine("training", batches, raw)
                .line("training", batches, smooth)
                .line("validation", ends, valid)
                .dots("validation", ends, valid)
                .level("chance", Math.log(10))
                .build();
    }

    static ConfusionChart confusion(int classes) {
        List<String> names = new ArrayList<>();
        String[] breeds = {
            "Abyssinian",
            "Bengal",
            "Birman",
            "Bombay",
            "British Shorthair",
            "Egyptian Mau",
            "Maine Coon",
            "Persian",
            "Ragdoll",
            "Russian Blue",
            "Siamese",
            "Sphynx",
            "american bulldog",
            "american pit bull terrier",
            "basset hound"
        };
        long[][] counts = new long[classes][classes];
        RandomGenerator random = Rng.of(classes);
        for (int row = 0; row < classes; row++) {
            names.add(classes <= 10 ? String.valueOf(row) : row < breeds.length ? breeds[row] : "breed number " + row);
            counts[row][row] = 60L + random.nextInt(40);
            for (int k = 0; k < 4; k++) {
                counts[row][random.nextInt(classes)] += random.nextInt(9);
            }
        }
        return ConfusionChart.of("Confusion matrix", names, counts);
    }

    static BarChart importances() {
        return BarChart.of(
                        "Feature importance",
                        List.of(
                                "YearMade",
                                "ProductSize",
                                "Coupler_System",
                                "fiProductClassDesc",
                                "ModelID",
                                "saleElapsed"))
                .bars("rise of the error when shuffled", 0.494, 0.221, 0.118, 0.0842, 0.0521, -0.004)
                .build();
    }

    static BarChart grouped() {
        return BarChart.of("Accuracy by class", List.of("cat", "dog", "horse"))
                .bars("before fine-tuning", 0.71, 0.68, 0.8)
                .bars("after fine-tuning", 0.93, 0.951, 0.97)
                .build();
    }

    static Histogram activations() {
        RandomGenerator random = Rng.of(3);
        double[] values = new double[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() * 0.8 + 0.1;
        }
        values[17] = Double.NaN;
        return Histogram.of("Activations of layer 4", values)
                .label("activation")
                .build();
    }

    static HeatMap correlations() {
        double[][] values = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                values[i][j] = i == j ? 1 : Math.sin(i * 1.3 + j * 1.3) * 0.8;
            }
        }
        List<String> names = List.of("age", "fare", "siblings", "parents", "class", "survived");
        return HeatMap.of("Correlations", values)
                .rows("", names)
                .columns("", names)
                .build();
    }

    static SwarmChart effects() {
        RandomGenerator random = Rng.of(6);
        SwarmChart.Builder chart = SwarmChart.of("Effects of columns", "effect on the log-odds", "value of the column");
        double size = 2;
        for (String name : List.of("age", "fare", "a column whose name is longer than there is room", "class")) {
            double[] x = new double[300];
            double[] shade = new double[300];
            for (int i = 0; i < x.length; i++) {
                shade[i] = i % 50 == 0 ? Double.NaN : random.nextDouble();
                x[i] = i % 50 == 0 ? 0 : size * (shade[i] - 0.4) + 0.1 * size * random.nextGaussian();
            }
            chart.row(name, x, shade);
            size /= 2;
        }
        return chart.build();
    }

    static TreeChart tree() {
        TreeChart.Node setosa = TreeChart.Node.of("setosa")
                .line("50 of 50")
                .shares(List.of(1.0, 0.0, 0.0))
                .colour(0)
                .weight(1 / 3.0);
        TreeChart.Node virginica = TreeChart.Node.of("virginica")
                .line("45 of 46")
                .shares(List.of(0.0, 0.02, 0.98))
                .colour(2)
                .weight(0.3);
        TreeChart.Node versicolor = TreeChart.Node.of("versicolor")
                .line("49 of 54")
                .shares(List.of(0.0, 0.91, 0.09))
                .colour(1)
                .weight(0.36)
                .cut("… 4 splits");
        TreeChart.Node others = TreeChart.Node.of("petal width ≤ 1.75")
                .line("100 rows")
                .line("0 · 50 · 50")
                .shares(List.of(0.0, 0.5, 0.5))
                .weight(2 / 3.0)
                .branch("yes", versicolor)
                .branch("no", virginica);
        TreeChart.Node root = TreeChart.Node.of("petal length ≤ 2.45")
                .line("150 rows")
                .line("50 · 50 · 50")
                .shares(List.of(1 / 3.0, 1 / 3.0, 1 / 3.0))
                .weight(1)
                .branch("yes", setosa)
                .branch("no", others);
        return TreeChart.of("Which iris is it?", root)
                .note("150 rows, 9 leaves, depth 5 (drawn to 2)")
                .keys(List.of("setosa", "versicolor", "virginica"))
                .build();
    }

    static FlowChart flow() {
        FlowChart.Column network = FlowChart.Column.of("network", "picture 3 × 32 × 32")
                .row(FlowChart.Box.of("3x3 convolution")
                        .line("stem")
                        .result("16 × 32 × 32")
                        .result("448 parameters")
                        .colour(0))
                .row(FlowChart.Box.of("3 × block").line("layer1").colour(1))
                .row(FlowChart.Box.of("linear").line("head").result("10").colour(2))
                .arc(1, 2, "+");
        FlowChart.Column block = FlowChart.Column.of("block", "16 × 32 × 32")
                .row(new FlowChart.Row(
                        List.of(
                                List.of(FlowChart.Box.of("conv 3x3"), FlowChart.Box.of("conv 3x3")),
                                List.of(FlowChart.Box.of("conv 1x1").result("16")),
                                List.of()),
                        "+"));
        return FlowChart.of("A small network")
                .note("two columns")
                .column(network, block)
                .keys(List.of("convolution", "block", "linear"))
                .build();
    }

    static RegionChart regions() {
        double[] x = {0.2, 0.9, 0.5, 0.8};
        double[] y = {0.3, 0.4, 0.8, 0.9};
        return RegionChart.of(
                        "Regions",
                        List.of("cat", "dog", "mouse"),
                        Axis.linear("weight").range(0, 1),
                        Axis.linear("height").range(0, 1))
                .dots("training rows", x, y, new int[] {0, 1, 2, 2})
                .panel(
                        "sharp",
                        "all of 4 right",
                        (a, b) -> b > 0.6
                                ? new double[] {0, 0, 1}
                                : a < 0.5 ? new double[] {1, 0, 0} : new double[] {0, 1, 0})
                .panel("soft", "3 of 4 right", (a, b) -> new double[] {(1 - a) * (1 - b), a * (1 - b), b})
                .panel("without a note", "", (a, b) -> new double[] {0.4, 0.3, 0.3})
                .panel("a name that is longer than its panel is wide", "x", (a, b) -> new double[] {0, 1, 0})
                .build();
    }

    static PictureGrid mistakes() {
        PictureGrid.Builder grid = PictureGrid.of("Worst mistakes");
        for (int i = 0; i < 8; i++) {
            Picture picture = i % 2 == 0 ? ring(i) : gradient(i);
            grid.picture(
                    picture, "a " + i + ", taken for a " + (i + 3) % 10, "loss " + Numbers.fixed(9.1 - i * 0.37, 2));
        }
        return grid.build();
    }

    static Picture ring(int radius) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SIDE;
            double distance = Math.hypot(i % SIDE - 13.5, row - 13.5);
            pixels[i] = (byte) (255 * Math.exp(-Math.pow(distance - 5 - radius / 2.0, 2) / 3));
        }
        return Picture.grey(SIDE, SIDE, pixels);
    }

    static Picture gradient(int blue) {
        byte[] pixels = new byte[40 * 30 * 3];
        for (int i = 0; i < 40 * 30; i++) {
            pixels[i * 3] = (byte) (i % 40 * 6);
            pixels[i * 3 + 1] = (byte) (i / 40 * 8);
            pixels[i * 3 + 2] = (byte) (blue * 25);
        }
        return Picture.rgb(40, 30, pixels);
    }

    static TextTable worst() {
        return TextTable.of("file", "actual", "predicted", "loss", "images", "share")
                .row("images/great_pyrenees_17.jpg", "great pyrenees", "samoyed", 8.21, 1200, "93.1 %")
                .row("images/birman_4.jpg", "Birman", "Ragdoll", 6.9, 87, "4 %")
                .row("images/<script>.jpg", "Bengal", null, 5.125, 3, "0.2 %")
                .build();
    }

    static HtmlReport report() {
        return HtmlReport.of("Pets: which breed is it?")
                .subtitle("ResNet-34 with pretrained weights, 3 epochs, seed 42")
                .card("error rate", 0.0612)
                .card("validation loss", 0.2017)
                .card("images", 7390)
                .card("classes", 37)
                .card("time", "2 min 11 s")
                .section("Training")
                .paragraph("The model was first trained for one epoch with its body frozen, then as a whole for three. "
                        + "The learning rate was chosen at the valley of the search below.")
                .chart(rateSearch(), "Loss over learning rate; the explosion at the end is cut off.")
                .chart(losses())
                .section("Mistakes")
                .chart(confusion(15))
                .chart(mistakes())
                .table(worst())
                .section("Columns")
                .chart(importances())
                .chart(activations())
                .chart(correlations())
                .section("Again")
                .code(
                        "vivace train pets --epochs 3 --seed 42 \\\n    --architecture resnet34 --learning-rate 2.1e-3 --batch 64 --output runs/pets")
                .build();
    }
}
