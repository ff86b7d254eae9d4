package ai.vivace.plot;

import ai.vivace.plot.FlowChart.Column;
import java.util.List;

/** Draws the columns of a flow chart as SVG. */
final class FlowChartDrawing {
    private static final double EDGE = 20;
    private static final double NARROWEST = 360;
    private static final double BETWEEN = 44;

    private final FlowChart chart;
    private final List<FlowColumnLayout> layouts;
    private final double width;
    private final double top;
    private final KeyRows keys;
    private final Svg svg;

    FlowChartDrawing(FlowChart chart) {
        this.chart = chart;
        layouts = chart.columns().stream().map(FlowColumnLayout::new).toList();
        double columns = layouts.stream().mapToDouble(FlowColumnLayout::width).sum() + BETWEEN * (layouts.size() - 1);
        double heading = Math.max(Text.width(chart.title(), 17), Text.width(chart.note(), 12));
        width = Math.max(NARROWEST, Math.max(columns, Math.min(720, heading)) + 2 * EDGE);
        double below = chart.note().isEmpty() ? 46 : 64;
        keys = new KeyRows(chart.keys(), EDGE, below + 6, width);
        top = keys.bottom(below);
        double height =
                layouts.stream().mapToDouble(FlowColumnLayout::height).max().orElse(0);
        svg = new Svg(width, top + height + EDGE, chart.title(), chart.description());
    }

    String svg() {
        svg.heading(chart.title(), EDGE, 29, width - 2 * EDGE);
        if (!chart.note().isEmpty()) {
            svg.text(EDGE, 51, Text.fit(chart.note(), width - 2 * EDGE, 12), "fill", Ink.MUTED);
        }
        keys.draw(svg);
        double x = EDGE;
        List<Column> columns = chart.columns();
        for (int i = 0; i < columns.size(); i++) {
            FlowColumnLayout layout = layouts.get(i);
            new FlowColumnDrawing(columns.get(i), layout, x, top, svg).draw();
            x += layout.width() + BETWEEN;
        }
        return svg.end();
    }
}
