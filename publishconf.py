"""Settings of the published site: those of pelicanconf.py, at its public address."""

import os

from pelicanconf import *  # noqa: F403 -- Pelican's own idiom: the same settings but for a few

# 网站的正式网址。也可以用环境变量 JIANBAO_SITEURL 给出（发布流程这样做）。
SITEURL = os.environ.get("JIANBAO_SITEURL") or "https://jianbao.example"
