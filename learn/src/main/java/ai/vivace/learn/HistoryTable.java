package ai.vivace.learn;

import java.util.List;
import java.util.Locale;

/** The history as aligned text, line by line, so that it can be printed while training goes. */
final class HistoryTable {
    private static final int NARROWEST = 11;

    private final List<String> metrics;

    HistoryTable(List<String> metrics) {
        this.metrics = List.copyOf(metrics);
    }

    String header() {
        StringBuilder line = new StringBuilder("epoch");
        line.append(cell("train_loss", "train_loss")).append(cell("valid_loss", "valid_loss"));
        metrics.forEach(name -> line.append(cell(name, name)));
        return line.append(String.format(Locale.ROOT, "%8s", "time")).toString();
    }

    String row(EpochRow row) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d", row.epoch()));
        line.append(cell("train_loss", number(row.trainLoss())));
        line.append(cell("valid_loss", number(row.evaluation().loss())));
        for (String name : metrics) {
            line.append(cell(
                    name,
                    row.evaluation().metric(name).map(HistoryTable::number).orElse("")));
        }
        long seconds = Math.round(row.seconds());
        String time = String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
        return line.append(String.format(Locale.ROOT, "%8s", time)).toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String cell(String column, String text) {
        return "  " + String.format(Locale.ROOT, "%" + Math.max(NARROWEST, column.length()) + "s", text);
    }
}
