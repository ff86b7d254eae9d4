package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws boxes over pictures, each class in a colour of its own, with its name and the score in per cent. */
public final class DetectionDrawing {
    private static final float TURN = 0.381966f;
    private static final int MARGIN = 2;

    /** Lines and letters are as thick and as high as this share of the picture's longer side, and at least so many pixels. */
    private static final float LINE_SHARE = 1 / 250f;

    private static final float LINE = 2;
    private static final float LETTER_SHARE = 1 / 45f;
    private static final float LETTER = 12;

    private final List<String> labels;
    private final Caption caption;

    /** What stands at a box. */
    private enum Caption {
        NAME_AND_SCORE,
        NAME
    }

    /** Drawings with the names of the classes in order. */
    public static DetectionDrawing of(List<String> labels) {
        return new DetectionDrawing(labels, Caption.NAME_AND_SCORE);
    }

    private DetectionDrawing(List<String> labels, Caption caption) {
        this.labels = List.copyOf(labels);
        this.caption = caption;
    }

    /** The same without scores: for what is known to be there. */
    public DetectionDrawing withoutScores() {
        return new DetectionDrawing(labels, Caption.NAME);
    }

    /**
     * A picture with what was found, the surest over the others; the picture itself stays as it is.
     *
     * @throws InputException when a class has no name
     */
    public BufferedImage draw(BufferedImage picture, List<Detection> found) {
        BufferedImage drawn = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int side = Math.max(picture.getWidth(), picture.getHeight());
        graphics.setStroke(new BasicStroke(Math.max(LINE, side * LINE_SHARE)));
        graphics.setFont(graphics.getFont().deriveFont(Math.max(LETTER, side * LETTER_SHARE)));
        List<Detection> surestLast = new ArrayList<>(found);
        surestLast.sort(Comparator.comparingDouble(Detection::score));
        for (Detection detection : surestLast) {
            InputException.require(
                    detection.category() < labels.size(),
                    () -> "There are names for " + labels.size() + " classes, but something of class "
                            + detection.category() + " was found.");
            draw(graphics, detection);
        }
        graphics.dispose();
        return drawn;
    }

    private void draw(Graphics2D graphics, Detection detection) {
        Box box = detection.box();
        Color colour = Color.getHSBColor(detection.category() * TURN % 1, 1, 0.9f);
        graphics.setColor(colour);
        graphics.draw(
                new Rectangle2D.Double(box.left(), box.top(), box.right() - box.left(), box.bottom() - box.top()));
        String name = labels.get(detection.category());
        String text = caption == Caption.NAME
                ? name
                : String.format(Locale.ROOT, "%s %.0f %%", name, 100 * detection.score());
        Rectangle2D size = graphics.getFontMetrics().getStringBounds(text, graphics);
        double top = Math.max(0, box.top() - size.getHeight());
        graphics.fill(new Rectangle2D.Double(box.left(), top, size.getWidth() + 2 * MARGIN, size.getHeight()));
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, (float) box.left() + MARGIN, (float) (top - size.getY()));
    }
}
