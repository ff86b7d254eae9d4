package ai.vivace.plot;

/** The path of a series through a plot. */
final class Polyline {
    private final PlotArea area;
    private final StringBuilder path = new StringBuilder();
    private boolean connected;
    private int points;

    private Polyline(PlotArea area) {
        this.area = area;
    }

    /**
     * The path's data. Of neighbouring points within one unit of width only the first, the lowest, the highest and the last
     * are kept, in their order, which looks the same and keeps files small.
     */
    static String of(Series series, PlotArea area) {
        Polyline line = new Polyline(area);
        int index = 0;
        while (index < series.size()) {
            if (!series.isShown(index)) {
                line.lift();
                index++;
                continue;
            }
            int end = index + 1;
            long column = column(series, area, index);
            while (end < series.size() && series.isShown(end) && column(series, area, end) == column) {
                end++;
            }
            line.run(series, index, end);
            index = end;
        }
        line.lift();
        return line.path.toString();
    }

    private static long column(Series series, PlotArea area, int index) {
        return (long) Math.floor(area.x(series.x(index)));
    }

    private void run(Series series, int from, int to) {
        int lowest = from;
        int highest = from;
        for (int i = from; i < to; i++) {
            lowest = series.y(i) < series.y(lowest) ? i : lowest;
            highest = series.y(i) > series.y(highest) ? i : highest;
        }
        int previous = -1;
        for (int i : new int[] {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1}) {
            if (i > previous) {
                point(area.x(series.x(i)), area.y(series.y(i)));
                previous = i;
            }
        }
    }

    private void point(double x, double y) {
        path.append(connected ? 'L' : 'M').append(Numbers.coordinate(x));
        // Far outside the plot a place may be too large to draw; its exact value does not matter there.
        double reach = 10 * area.height();
        double near = Math.max(area.top() - reach, Math.min(area.bottom() + reach, y));
        path.append(' ').append(Numbers.coordinate(near));
        points = connected ? points + 1 : 1;
        connected = true;
    }

    /** Ends a piece of line. A single point becomes a dot, by a stroke too short to see between its round ends. */
    private void lift() {
        if (connected && points == 1) {
            path.append("h0.01");
        }
        connected = false;
    }
}
