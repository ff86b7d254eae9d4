package ai.vivace.learn;

import ai.vivace.plot.TerminalStyle;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how training goes: on a terminal a bar that moves and then makes place for the epoch's line; elsewhere only a line for
 * each epoch.
 */
public final class ProgressBar implements Callback {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean live;
    private final boolean unicode;
    private final HistoryTable table = new HistoryTable();
    private long epochStart;
    private long lastDrawn;
    private boolean drawn;

    private ProgressBar(PrintWriter out, boolean live, boolean unicode) {
        this.out = out;
        this.live = live;
        this.unicode = unicode;
    }

    /** A moving bar, for a terminal that can overwrite its line. */
    public static ProgressBar live(PrintWriter terminal, TerminalStyle style) {
        return new ProgressBar(terminal, true, style.glyphs() == TerminalStyle.Glyphs.UNICODE);
    }

    /** A line for each epoch, for files and pipes. */
    public static ProgressBar lines(PrintWriter out) {
        return new ProgressBar(out, false, false);
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        line(table.header(fit.learner().metricNames()));
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        epochStart = System.nanoTime();
        lastDrawn = epochStart;
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        long now = System.nanoTime();
        if (live && now - lastDrawn > REDRAW_NANOS) {
            lastDrawn = now;
            draw(batch.fit(), now);
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        erase();
        var rows = fit.learner().history().epochs();
        line(table.row(rows.get(rows.size() - 1), fit.learner().metricNames()));
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        erase();
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private void draw(FitContext fit, long now) {
        double done = (fit.batch() + 1.0) / fit.batchesPerEpoch();
        double seconds = (now - epochStart) / 1e9;
        int full = (int) Math.round(done * WIDTH);
        String bar = (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(WIDTH - full);
        var steps = fit.learner().history().steps();
        double loss = steps.isEmpty() ? Double.NaN : steps.get(steps.size() - 1).smoothedLoss();
        out.print(String.format(
                Locale.ROOT,
                "\r%s %3.0f%%  epoch %d/%d  loss %.4f  %.1f batches/s  %.0f s left\u001b[K",
                bar,
                100 * done,
                fit.epoch() + 1,
                fit.epochs(),
                loss,
                (fit.batch() + 1) / seconds,
                seconds / done - seconds));
        out.flush();
        drawn = true;
    }

    private void erase() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }
}
