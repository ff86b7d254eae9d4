package ai.vivace.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A picture with a line of text below it. */
final class CaptionedPicture {
    private static final float LETTER = 14;
    private static final float LETTER_SHARE = 1 / 24f;
    private static final double LINE = 1.6;

    private CaptionedPicture() {}

    /** A copy with a caption on white; small pictures are enlarged, and letters shrink until the caption fits. */
    static BufferedImage of(BufferedImage picture, String caption) {
        BufferedImage large = DrawnPicture.enlarged(picture, DrawnPicture.enlargement(picture));
        int width = large.getWidth();
        float letter = Math.max(LETTER, width * LETTER_SHARE);
        int strip = (int) Math.ceil(letter * LINE);
        BufferedImage drawn = new BufferedImage(width, large.getHeight() + strip, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        graphics.drawImage(large, 0, 0, null);
        graphics.setColor(Color.BLACK);
        Font font = graphics.getFont().deriveFont(letter);
        double wanted =
                font.getStringBounds(caption, graphics.getFontRenderContext()).getWidth();
        graphics.setFont(wanted <= width ? font : font.deriveFont((float) (letter * width / wanted)));
        double across = Math.min(wanted, width);
        graphics.drawString(caption, (float) ((width - across) / 2), large.getHeight() + strip * 0.7f);
        graphics.dispose();
        return drawn;
    }
}
