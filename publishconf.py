"""Settings of the published site: those of pelicanconf.py, at its public address."""

import os

from pelicanconf import *  # noqa: F403 -- Pelican's own idiom: the same settings but for a few

# 只有发布时才做的：每篇的二维码和分享图。
PLUGINS = [*PLUGINS, "plugins.editions.adapter"]  # noqa: F405 -- the same idiom
# 分享图的字体文件；空着就用本机的思源宋体等。
SHARE_FONT = ""

# 网站的正式网址。也可以用环境变量 JIANBAO_SITEURL 给出（发布流程这样做）。
SITEURL = os.environ.get("JIANBAO_SITEURL") or "https://jianbao.example"
